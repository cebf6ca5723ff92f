"""A station that listens at a broker, as `docs/channels/stationmqtt.md` asks for one: it keeps bulletins by
their Id, says that it has them, and comes back by itself when the broker was away."""

import json

from paho.mqtt.client import Client, MQTTv311
from paho.mqtt.enums import CallbackAPIVersion

from .mosquitto import PASSWORD, USER


class MqttStation:
    """`heard` is every message as it came: (Id, Status, whether it has a text)."""

    def __init__(self, port, topic):
        self.bulletins, self.heard, self._topic = {}, [], topic
        self._client = Client(CallbackAPIVersion.VERSION2, protocol=MQTTv311)
        self._client.username_pw_set(USER, PASSWORD)
        self._client.reconnect_delay_set(1, 1)
        self._client.on_connect = lambda client, *said: client.subscribe(f"{topic}/+", qos=1)
        self._client.on_message = self._take
        self._port = port

    def __enter__(self):
        self._client.connect_async("127.0.0.1", self._port)
        self._client.loop_start()
        return self

    def __exit__(self, *exc_info):
        self._client.disconnect()
        self._client.loop_stop()

    def ids_with_text(self):
        """Of all that it was ever given to read."""
        return {key for key, _status, has_text in self.heard if has_text}

    def say(self, key, **status):
        told = self._client.publish(
            f"{self._topic}/{key}/status", json.dumps(status), qos=1, retain=True
        )
        told.wait_for_publish(10)

    def _take(self, _client, _data, message):
        bulletin = json.loads(message.payload)
        self.bulletins[bulletin["Id"]] = bulletin
        self.heard.append((bulletin["Id"], bulletin["Status"], "TextContent" in bulletin))
