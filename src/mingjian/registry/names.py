"""Names in the form in which they are compared. For matching only: what is shown stays as given."""

import re
import unicodedata
from functools import cache

import opencc
import pyarrow as pa
import pyarrow.compute as pc

# Half- and full-width brackets are a known cause of failed matching; NFKC joins the plain ones.
_SAME = str.maketrans(
    {
        **dict.fromkeys("〔［【《〈「『｛{[<", "("),
        **dict.fromkeys("〕］】》〉」』｝}]>", ")"),
        **dict.fromkeys("•・‧∙●", "·"),
        **dict.fromkeys("‐‑‒–—―−－", "-"),
        **dict.fromkeys("“”„″＂", '"'),
        **dict.fromkeys("‘’′＇", "'"),
    }
)
# Spaces of every kind, control and format characters: none of them is part of a name.
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
                     r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+")


def normal(text: str) -> str:
    """NFKC, one kind of bracket, no spaces, simplified characters, capitals.

    Idempotent. Two names with the same normal form are taken for the same name.
    """
    plain = _plain(text)
    return _plain(_converter().convert(plain))


def normal_column(names: pa.ChunkedArray) -> pa.Array:
    """`normal` of a column of texts; null stays null. Each distinct name is done once."""
    encoded = pc.dictionary_encode(pa.chunked_array(names).combine_chunks())
    forms = pa.array([normal(name) for name in encoded.dictionary.to_pylist()], pa.string())
    return pc.take(forms, encoded.indices)


def _plain(text: str) -> str:
    unified = unicodedata.normalize("NFKC", text).translate(_SAME)
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", unified).upper())


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
