"""What stands on the pages: each module a picture, a table or a text of one page, made of the blocks above."""
