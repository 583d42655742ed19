"""templates/*/form.toml, profiles and limits → checked records. Strict keys, the source beside every number."""

from sheetscore.forms.form import Form, Forms, load_forms, own_forms, templates_folder

__all__ = ["Form", "Forms", "load_forms", "own_forms", "templates_folder"]
