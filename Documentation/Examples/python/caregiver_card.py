"""A municipality records a recognition and issues a caregiver card, which a shop then checks. The people are fictional."""

import base64
import json
import time
import uuid
import zlib

import grpc
import jwt
from connection import arguments, connect, run
from mantel.gateway.v1 import municipality_service_pb2 as gateway
from mantel.gateway.v1 import municipality_service_pb2_grpc
from mantel.rights.v1 import award_service_pb2 as awards
from mantel.rights.v1 import award_service_pb2_grpc
from mantel.rights.v1 import card_service_pb2 as cards
from mantel.rights.v1 import card_service_pb2_grpc
from mantel.type.v1 import date_pb2


def check(token: str, jwks: str, status_list: str) -> dict:
    """What a card says, checked without asking anyone: by the keys and the status list of the registry.

    A real shop fetches both ahead of time, the list every quarter of an hour.
    """
    keys = {key["kid"]: jwt.PyJWK(key) for key in json.loads(jwks)["keys"]}

    def verify(text: str, kind: str) -> dict:
        header = jwt.get_unverified_header(text)
        if header.get("typ") != kind:
            raise jwt.InvalidTokenError(f"not a {kind}")
        # The algorithm is ours to choose, never the token's.
        return jwt.decode(text, keys[header["kid"]], algorithms=["ES256"], options={"require": ["exp", "iat"]})

    card = verify(token, "caregiver-card+jwt")
    place = card["status"]["status_list"]
    listed = verify(status_list, "statuslist+jwt")
    if listed["sub"] != place["uri"]:
        raise jwt.InvalidTokenError("another status list")
    text = listed["status_list"]["lst"]
    bits = zlib.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    if bits[place["idx"] // 8] >> place["idx"] % 8 & 1:
        raise jwt.InvalidTokenError("revoked")
    return card


def apply(stub, award: str, metadata: list) -> None:
    """Records that both signed for the recognition. It is there once Rights has decided on the registration."""
    today = time.localtime()
    day = date_pb2.Date(year=today.tm_year, month=today.tm_mon, day=today.tm_mday)
    signatures = [awards.AwardSignature(signatory=who, date=day) for who in ("caregiver", "recipient")]
    request = awards.ApplyForAwardRequest(
        request_id=str(uuid.uuid4()), name=award, apply_date=day, signatures=signatures
    )
    for attempt in range(100):
        try:
            stub.ApplyForAward(request, metadata=metadata, timeout=10)
            return
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.NOT_FOUND or attempt == 99:
                raise
            time.sleep(0.1)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--care-situation", required=True, help="careSituations/{id}, as register_care.py prints it")
    parser.add_argument("--recognition", default="fed-erk-alg", help="the id of the provision")
    parser.add_argument("--token-file", help="write the token of the card to this file, for `mantel card show`")
    options = parser.parse_args()
    channel, key = connect(options)
    with channel:
        municipality = municipality_service_pb2_grpc.MunicipalityServiceStub(channel)
        request = gateway.GetCareSituationRequest(name=options.care_situation)
        caregiver = municipality.GetCareSituation(request, metadata=key, timeout=10).care_situation.caregiver.name
        apply(
            award_service_pb2_grpc.AwardServiceStub(channel),
            f"{options.care_situation}/awards/{options.recognition}",
            key,
        )

        card_service = card_service_pb2_grpc.CardServiceStub(channel)
        request = cards.IssueCardRequest(request_id=str(uuid.uuid4()), person=caregiver)
        token = card_service.IssueCard(request, metadata=key, timeout=10).token
        if options.token_file:
            with open(options.token_file, "w", encoding="ascii") as file:
                file.write(token)

        jwks = card_service.GetKeySet(cards.GetKeySetRequest(), metadata=key, timeout=10).jwks
        number = cards.GetStatusListRequest(number=1)

        def current() -> str:
            return card_service.GetStatusList(number, metadata=key, timeout=10).token

        card = check(token, jwks, current())
        until = time.strftime("%Y-%m-%d", time.gmtime(card["exp"] - 7200))
        print(f"Caregiver card of {card['given_name']} {card['family_name']}, valid until {until}")

        request = cards.RevokeCardRequest(request_id=str(uuid.uuid4()), person=caregiver)
        card_service.RevokeCard(request, metadata=key, timeout=10)
        try:
            check(token, jwks, current())
        except jwt.InvalidTokenError as error:
            print(f"After it was reported as lost: {error}")


if __name__ == "__main__":
    run(main)
