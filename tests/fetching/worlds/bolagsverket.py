"""Bolagsverket's service for single companies, as its OpenAPI document has it, with the tokens that it hands out."""

import json
from base64 import b64encode
from typing import Any

from stdnum.se import orgnr

from tests.fetching.server import Answer, Asked, Publishers

SERVICE, TOKENS = (
    r"^gw\.api\.bolagsverket\.se/vardefulla-datamangder/v1/organisationer$",
    r"^portal\.api\.bolagsverket\.se/oauth2/token$",
)
CLIENT, SECRET = "klient", "hemlig-klient"


class Companies:
    """``companies`` are the towns of all that the service knows, by number."""

    def __init__(self, publishers: Publishers) -> None:
        self.companies: dict[str, tuple[str, str]] = {}
        self.renamed: dict[str, str] = {}
        self.tokens: list[str] = []  # handed out; the last one is good, unless it was taken back
        self.lasts = 3600  # seconds that the service says a token lasts
        publishers.serve(SERVICE, self._answer)
        publishers.serve(TOKENS, self._token)

    def put(self, own: str, town: str = "ÖSTERSUND", postcode: str = "83131") -> None:
        """A company."""
        self.companies[own] = (town, postcode)

    def take_back(self) -> None:
        """No token that was handed out is good any longer."""
        self.tokens.append("taken back")

    def _token(self, asked: Asked) -> Answer:
        signed = f"Basic {b64encode(f'{CLIENT}:{SECRET}'.encode()).decode()}"
        wanted = b"grant_type=client_credentials&scope=vardefulla-datamangder%3Aread"
        if asked.headers.get("authorization") != signed or asked.body != wanted:
            return Answer(b'{"error": "invalid_client"}', 401)
        self.tokens.append(f"hemligt-{len(self.tokens)}")
        return _json({"access_token": self.tokens[-1], "token_type": "Bearer", "expires_in": self.lasts})

    def _answer(self, asked: Asked) -> Answer:
        if not self.tokens or asked.headers.get("authorization") != f"Bearer {self.tokens[-1]}":
            return _json({"status": 401, "title": "Unauthorized"}, 401)
        own = json.loads(asked.body)["identitetsbeteckning"]
        assert orgnr.is_valid(own) and own[2] >= "2", "a person's number, or none"
        if own not in self.companies:
            return _json({"status": 400, "title": "Bad Request"}, 400)
        town, postcode = self.companies[own]
        told: dict[str, Any] = {
            "organisationsidentitet": {"identitetsbeteckning": own},
            "organisationsnamn": {"organisationsnamnLista": [
                {"namn": f"Såg {own} AB", "registreringsdatum": "2020-03-15", "organisationsnamntyp": {"kod": "FORETAGSNAMN"}}]},
            "organisationsform": {"kod": "AB"}, "juridiskForm": {"kod": "49"}, "verksamOrganisation": {"kod": "JA"},
            "postadressOrganisation": {"postadress": {"postnummer": postcode, "postort": town, "utdelningsadress": "Box 1",
                                                      "land": "Sverige", "coAdress": "C/o Tolvan"}},
            "naringsgrenOrganisation": {"sni": [{"kod": "16101", "klartext": "Sågning"}]},
        }  # fmt: skip
        return _json({"organisationer": [{self.renamed.get(name, name): held for name, held in told.items()}]})


def _json(content: object, status: int = 200) -> Answer:
    return Answer(json.dumps(content).encode(), status)
