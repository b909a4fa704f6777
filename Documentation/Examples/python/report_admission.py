"""A hospital reports an admission. The answer is the same for every patient: it tells nothing about them."""

import uuid

from google.protobuf import timestamp_pb2
from connection import arguments, connect, run
from mantel.gateway.v1 import hospital_service_pb2 as gateway
from mantel.gateway.v1 import hospital_service_pb2_grpc
from mantel.type.v1 import care_pb2 as care


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--event-id", default=str(uuid.uuid4()), help="the hospital's own id of the admission")
    parser.add_argument("--patient", default="48.03.17-951.53", help="national number of the patient")
    options = parser.parse_args()
    channel, key = connect(options)
    with channel:
        hospital = hospital_service_pb2_grpc.HospitalServiceStub(channel)
        occurred = timestamp_pb2.Timestamp()
        occurred.GetCurrentTime()

        # Reported again with the same event id and the same content, it counts once: when in doubt, send it again.
        answer = hospital.ReportMoment(
            gateway.ReportMomentRequest(
                event_id=options.event_id,
                kind=care.MOMENT_KIND_ADMISSION,
                patient_insz=options.patient,
                occur_time=occurred,
            ),
            metadata=key,
            timeout=10,
        )
        print(f"Reported as {answer.moment}")


if __name__ == "__main__":
    run(main)
