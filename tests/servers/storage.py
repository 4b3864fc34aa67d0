"""A real object storage server (S3 protocol) on a free port."""

from __future__ import annotations

import os

import boto3
from moto.server import ThreadedMotoServer

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "letterbox",
    "AWS_SECRET_ACCESS_KEY": "letterbox-secret",
    "AWS_DEFAULT_REGION": "eu-west-2",
}


class StorageServer:
    """Buckets are made by `new_bucket`."""

    def __init__(self) -> None:
        self._server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self._made = 0

    def start(self) -> None:
        """Listen on a port the system chooses. The client libraries read credentials from the environment."""
        os.environ.update(CREDENTIALS)
        self._server.start()

    def stop(self) -> None:
        """Stop listening."""
        self._server.stop()

    @property
    def endpoint(self) -> str:
        """Its address."""
        host, port = self._server.get_host_and_port()
        return f"http://{host}:{port}"

    def new_bucket(self) -> dict[str, str]:
        """A fresh bucket; returns the settings that name it."""
        self._made += 1
        name = f"letters-{os.getpid()}-{self._made}"
        client = boto3.client("s3", endpoint_url=self.endpoint)
        client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
        return {"LETTERBOX_BLOBS": f"s3://{name}/sealed", "LETTERBOX_S3_ENDPOINT": self.endpoint}

    def objects(self, bucket: str) -> dict[str, bytes]:
        """Everything in a bucket."""
        client = boto3.client("s3", endpoint_url=self.endpoint)
        found = client.list_objects_v2(Bucket=bucket).get("Contents", [])
        return {one["Key"]: client.get_object(Bucket=bucket, Key=one["Key"])["Body"].read() for one in found}
