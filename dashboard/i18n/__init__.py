"""Words and formats in Swedish, Norwegian bokmål and English: keys and numbers in, text out."""

from dashboard.i18n.messages import LANGUAGES, MissingText, best_language
from dashboard.i18n.words import Words, words

__all__ = ["LANGUAGES", "MissingText", "Words", "best_language", "words"]
