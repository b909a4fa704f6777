"""A municipality registers a care situation, and reads the decisions that follow. The people are fictional."""

import time
import uuid

from connection import arguments, connect, day, run
from mantel.gateway.v1 import municipality_service_pb2 as gateway
from mantel.gateway.v1 import municipality_service_pb2_grpc
from mantel.registration.v1 import care_situation_pb2 as registration
from mantel.rights.v1 import rights_service_pb2 as rights
from mantel.type.v1 import care_pb2 as care


def new_care_situation() -> registration.NewCareSituation:
    """A daughter who cares for her father, ten hours a week."""
    consents = [
        registration.Consent(purpose=purpose, given_date=day(2025, 9, 1), given_by=care.GIVEN_BY_SELF)
        for purpose in (care.CONSENT_PURPOSE_HOSPITAL, care.CONSENT_PURPOSE_AUTOMATIC_RIGHTS)
    ]
    return registration.NewCareSituation(
        caregiver=registration.PersonDetails(
            insz="76.07.22-962.23",
            family_name="De Fictieve",
            given_names="Mieke",
            street_line="Verzonnenlaan 12",
            postal_code="9880",
            municipality="44084",
        ),
        recipient=registration.PersonDetails(
            insz="48.03.17-951.53",
            family_name="De Fictieve",
            given_names="Jozef",
            street_line="Denkbeeldstraat 3",
            postal_code="9880",
            municipality="44084",
        ),
        relation=care.RELATION_CHILD,
        hours_per_week=10,
        tasks=[care.CARE_TASK_HOUSEHOLD, care.CARE_TASK_TRANSPORT],
        start_date=day(2025, 9, 1),
        dwelling=care.DWELLING_OWN_HOME,
        professional_involved=True,
        caregiver_consents=consents,
        recipient_consents=consents,
    )


def main() -> None:
    options = arguments(__doc__).parse_args()
    channel, key = connect(options)
    with channel:
        municipality = municipality_service_pb2_grpc.MunicipalityServiceStub(channel)

        # The request id belongs to this registration: sent again, it answers the same and registers nothing twice.
        request = gateway.RegisterCareSituationRequest(
            request_id=str(uuid.uuid4()), care_situation=new_care_situation()
        )
        registered = municipality.RegisterCareSituation(request, metadata=key, timeout=10)
        print(f"Registered as {registered.care_situation}")

        # Decisions follow within moments.
        decisions = []
        for _ in range(50):
            answer = municipality.ListDecisions(
                gateway.ListDecisionsRequest(care_situation=registered.care_situation), metadata=key, timeout=10
            )
            decisions = answer.decisions
            if decisions:
                break
            time.sleep(0.2)
        for decision in decisions:
            outcome = rights.Outcome.Name(decision.outcome).removeprefix("OUTCOME_").replace("_", " ").lower()
            print(f"{decision.title_nl}: {outcome}")
            for fact in decision.missing:
                print(f"  {fact.label_nl}: te bezorgen door {fact.supplied_by_nl}")


if __name__ == "__main__":
    run(main)
