"""How the register's tables came to be: Alembic's steps, run when a register is opened."""
