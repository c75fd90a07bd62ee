from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template


def shown(source, **context):
    return Template("{% load components crispy_forms_tags %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("tag", "sign"),
    [
        ('{% state "ok" "Nhất trí" %}', "bi-check-circle-fill"),
        ('{% state "ok" "Nghỉ" "moon" %}', "bi-moon"),
    ],
)
def test_a_state_has_sign_and_word(tag, sign):
    html = shown(tag)
    assert f'class="bi {sign}" aria-hidden="true"' in html
    assert html.strip().startswith('<span class="st ok">')


def test_the_bar_places_each_share_after_the_one_before():
    shares = [
        SimpleNamespace(tone="ok", count=4, label="nhất trí"),
        SimpleNamespace(tone="but", count=0, label="có góp ý"),
        SimpleNamespace(tone="idle", count=1, label="chưa mở"),
    ]
    html = shown('{% answer_bar shares "4 trên 5" %}', shares=shares)
    assert '<rect class="ok" x="0.000%" width="80.000%"' in html
    assert '<rect class="idle" x="80.000%" width="20.000%"' in html
    assert 'class="but" x=' not in html
    assert "<b>0</b> có góp ý" in html
    assert 'aria-label="4 trên 5"' in html
    assert "style=" not in html


def test_the_bar_of_nothing_is_empty():
    assert "<rect" not in shown('{% answer_bar shares "" %}', shares=[])


class Answer(forms.Form):
    title = forms.CharField(label="Tên việc")
    position = forms.ChoiceField(label="Ý kiến", choices=[("a", "A")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("Thời hạn phải sau ngày ban hành.")


def test_complaints_about_a_form_lead_to_their_fields():
    html = shown("{% crispy form %}", form=Answer({}))
    assert "<li>Thời hạn phải sau ngày ban hành.</li>" in html
    for target in ("id_title", "id_position_0"):
        assert f'<a href="#{target}">' in html
        assert f'id="{target}"' in html
