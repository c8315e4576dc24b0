"""Edit: the project's own records, for those who may: forms, lists from Excel, the workbook, and what was changed."""

from dashboard import registers
from dashboard.register.actor import Role
from dashboard.ui import access, blocks, sign_in
from dashboard.ui.sections import edit
from dashboard.ui.state import view

v = view()
t = v.t
actor = access.actor()
blocks.opening(t("edit.title"), t("edit.opening"))
if actor.role >= Role.editor:
    edit.show(v, registers.current(v), actor)
else:
    sign_in.ask(v, Role.editor)
