"""Addresses of signed files and of trust roots, under those of dispatches."""

from django.urls import path

from dispatches.views import signing, trust_roots

urlpatterns = [
    path("<int:pk>/ban-ky-so/", signing.SignedCopies.as_view(), name="signed_copies"),
    path(
        "<int:pk>/ban-ky-so/tai-len/",
        signing.UploadSignedCopy.as_view(),
        name="upload_signed_copy",
    ),
    path(
        "<int:pk>/ban-ky-so/kiem-tra-lai/",
        signing.RecheckSignedCopy.as_view(),
        name="recheck_signed_copy",
    ),
    path(
        "<int:pk>/ban-ky-so/<int:ordinal>/",
        signing.SignedCopyFile.as_view(),
        name="signed_copy_file",
    ),
    path("chung-thu-goc/", trust_roots.TrustRoots.as_view(), name="trust_roots"),
    path("chung-thu-goc/them/", trust_roots.AddTrustRoot.as_view(), name="add_trust_root"),
    path(
        "chung-thu-goc/<int:pk>/go/",
        trust_roots.WithdrawTrustRoot.as_view(),
        name="withdraw_trust_root",
    ),
]
