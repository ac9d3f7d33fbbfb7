"""How a class reaches this machine: its address in the local network, and that address to scan with a phone."""

from __future__ import annotations

import io
import ipaddress
import socket
import sys
from collections.abc import Sequence

import segno

EVERYWHERE = "0.0.0.0"  # noqa: S104  a class is to come in
_FAR_AWAY = ("10.254.254.254", 9)  # nothing is sent there: the question is by which of its addresses this machine would
NO_NETWORK = (
    "! No network was found, so only this machine can open the pages. Join the class's Wi-Fi or start a hotspot, then start again.\n"
    "  没有找到局域网，目前只有本机可以访问。请连接教室 Wi-Fi 或打开热点后重新启动。"
)
SHOWN = (
    "Everybody in the same network opens 同一网络内请打开:\n\n    {address}\n\n{code}\n"
    "Nobody gets through? Allow Python in this machine's firewall for ports {port} and {live_port}; guest Wi-Fi often keeps devices apart.\n"
    "无法访问？请在本机防火墙中放行端口 {port} 和 {live_port}；访客 Wi-Fi 常会隔离各设备。\n(Ctrl-C ends 结束)"
)


def own_names() -> list[str]:
    """What others in the network may call this machine, its address first; nothing if it is in none."""
    address = next((found for found in (_way_out(), *_named()) if _is_reachable(found)), "")
    name = socket.gethostname().lower()
    return [address, name, f"{name}.local"] if address else []


def told(names: Sequence[str], port: int, live_port: int) -> str:
    """What the class is to do, or that there is no network to reach this machine by."""
    if not names:
        return f"{NO_NETWORK}\nhttp://127.0.0.1:{port}  (Ctrl-C ends 结束)"
    url = f"http://{names[0]}:{port}"
    return SHOWN.format(address=url, code=_drawn(url), port=port, live_port=live_port)


def _drawn(text: str) -> str:
    """A QR code in half blocks, or in colours where the terminal's letters have none."""
    code, drawn = segno.make(text, error="m", micro=False), io.StringIO()
    code.terminal(out=drawn, compact=True, border=2)
    try:
        drawn.getvalue().encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        drawn = io.StringIO()
        code.terminal(out=drawn, border=2)
    return drawn.getvalue()


def _way_out() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_FAR_AWAY)
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def _named() -> list[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return []
    return [str(entry[4][0]) for entry in found]


def _is_reachable(address: str) -> bool:
    if not address:
        return False
    known = ipaddress.ip_address(address)
    return not (known.is_loopback or known.is_unspecified or known.is_link_local)
