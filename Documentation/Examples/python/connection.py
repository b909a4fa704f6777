"""What every client of Mantel needs: a connection, the key of the client, and errors in words."""

import argparse
import sys

import grpc
from google.rpc import error_details_pb2, status_pb2
from mantel.type.v1 import date_pb2


def arguments(description: str) -> argparse.ArgumentParser:
    """The options of both examples."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--gateway", default="127.0.0.1:7300", help="host and port of the gateway")
    parser.add_argument("--key-file", required=True, help="file that holds the API key of this client")
    return parser


def connect(options: argparse.Namespace) -> tuple[grpc.Channel, list[tuple[str, str]]]:
    """A channel to the gateway, and the metadata that every call carries.

    Mantel does not encrypt connections itself yet: outside one machine, use a secure channel to the proxy that ends TLS.
    """
    with open(options.key_file, encoding="utf-8") as file:
        key = file.read().strip()
    return grpc.insecure_channel(options.gateway), [("authorization", f"Bearer {key}")]


def day(year: int, month: int, day_of_month: int) -> date_pb2.Date:
    """A legal date."""
    return date_pb2.Date(year=year, month=month, day=day_of_month)


def explain(error: grpc.RpcError) -> str:
    """The status, the reason (an `ErrorReason`) and the wrong fields of a refused call. None of them repeats a value."""
    lines = [f"{error.code().name}: {error.details()}"]
    for key, value in error.trailing_metadata() or ():
        if key != "grpc-status-details-bin":
            continue
        for detail in status_pb2.Status.FromString(value).details:
            info, fields = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
            if detail.Unpack(info):
                lines.append(f"  reason: {info.reason}")
            elif detail.Unpack(fields):
                lines += [f"  {violation.field} {violation.description}" for violation in fields.field_violations]
    return "\n".join(lines)


def run(main) -> None:
    """Runs an example; a refused call ends it with status 1 and its explanation."""
    try:
        main()
    except grpc.RpcError as error:
        sys.exit(explain(error))
