# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives python-caldav: one JSON command a line on standard input, one JSON answer a line on standard output."""
import json
import sys
from datetime import datetime, timezone

import caldav
from caldav.lib import error


class Replica:
    def __init__(self, server, user, password, calendar):
        self.client = caldav.DAVClient(url=server, username=user, password=password)
        self.calendar = self.client.calendar(url=calendar)
        self.objects = None
        self.uids = {}

    def calendars(self):
        return [{"name": found.name, "url": str(found.url)} for found in self.client.principal().calendars()]

    def pull(self):
        if self.objects is None:
            self.objects = self.calendar.objects(load_objects=True)
            changed, removed = list(self.objects), []
        else:
            changed, removed = self.objects.sync()
        for event in changed:
            self.uids[str(event.url)] = self._component(event)["UID"]
        return {
            "changed": [self.uids[str(event.url)] for event in changed],
            "removed": [self.uids.get(str(event.url), str(event.url)) for event in removed],
        }

    def read(self, uid):
        event = self._find(uid)
        return None if event is None else event.data

    def create(self, ics):
        self.calendar.save_event(ics)

    def edit(self, uid, changes):
        event = self._find(uid)
        component = self._component(event)
        for name, value in changes.items():
            component.pop(name, None)
            if value is None:
                continue
            if name in ("DTSTART", "DTEND"):
                value = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)
            component.add(name, value)
        event.save()

    def remove(self, uid):
        self._find(uid).delete()

    def give_up(self, uid):
        event = self._find(uid)
        if event is not None:
            event.load()

    def _find(self, uid):
        return next((event for event in self.objects or [] if self.uids.get(str(event.url)) == uid), None)

    @staticmethod
    def _component(event):
        return event.icalendar_instance.walk("VEVENT")[0]


replica = None
for line in sys.stdin:
    command = json.loads(line)
    try:
        if command["do"] == "open":
            replica = Replica(*command["with"])
            answer = None
        else:
            answer = getattr(replica, command["do"])(*command["with"])
        print(json.dumps({"answer": answer}), flush=True)
    except error.DAVError as refusal:
        print(json.dumps({"refused": f"{type(refusal).__name__}: {refusal}"}), flush=True)
