"""A station that listens at an MQTT broker."""

from .channel import StationMqttChannel

__all__ = ["StationMqttChannel"]
