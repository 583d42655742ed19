"""templates/*/form.toml, profiles and limits → checked records. Strict keys, the source beside every number."""

from sheetscore.forms.form import (
    OWN_FORM,
    OWN_PROFILE,
    Form,
    Forms,
    load_forms,
    own_forms,
    templates_folder,
)

__all__ = [
    "OWN_FORM",
    "OWN_PROFILE",
    "Form",
    "Forms",
    "load_forms",
    "own_forms",
    "templates_folder",
]
