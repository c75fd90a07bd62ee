"""Addresses of templates of letters."""

from django.urls import path

from dispatches.views import letter_templates

urlpatterns = [
    path("", letter_templates.TemplateList.as_view(), name="templates"),
    path("them/", letter_templates.EditTemplate.as_view(), name="add_template"),
    path("xem-truoc/", letter_templates.PreviewTemplate.as_view(), name="preview_template"),
    path("<int:pk>/", letter_templates.EditTemplate.as_view(), name="template"),
    path("<int:pk>/soan/", letter_templates.BeginFromTemplate.as_view(), name="begin_from"),
]
