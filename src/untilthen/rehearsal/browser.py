"""Stands in for the browsers of a plan's people: makes their keys, seals, splits, proves and hands
over, in Python what the pages do in JavaScript, through the same actions of the server.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from untilthen.domain.keeper import Keeper
from untilthen.letters import resealing
from untilthen.letters.actions import Draft, MadeKey, keep_key, save_letter, take_text
from untilthen.letters.headers import header_of, whole_file
from untilthen.letters.models import Letter, LetterKey
from untilthen.parts.actions import next_number
from untilthen.parts.challenges import ON_THE_PAGE, ask, drill_statement, sure_statement
from untilthen.parts.handing import Handed, release_recipient
from untilthen.parts.keys import OwnKey, keep_person_key, key_of
from untilthen.parts.made import MadePart, MadeSet
from untilthen.parts.manifests import keep_manifest
from untilthen.parts.models import PartSet
from untilthen.parts.sets import KEEPERS, SERVER, PartFacts, SetFacts, estate_recipient, part_of
from untilthen.people.models import Plan
from untilthen.people.queries import OWNER
from untilthen.sealing import manifest as manifests
from untilthen.sealing.age import decrypt_bytes, encrypt_bytes
from untilthen.sealing.envelope import Address, sealed_envelope
from untilthen.sealing.hybrid import SEED_BYTES, HybridIdentity, HybridRecipient
from untilthen.sealing.innerlock import Lock
from untilthen.sealing.keys import parse_recipient
from untilthen.sealing.letter import Letter as Words
from untilthen.sealing.letter import build
from untilthen.sealing.manifest import NAMESPACE, Manifest, name_hash
from untilthen.sealing.manifest import build as build_manifest
from untilthen.sealing.padding import pad_text
from untilthen.sealing.parts import Group, split
from untilthen.sealing.proof import part_key
from untilthen.sealing.rewrap import rewrap
from untilthen.sealing.sign import SigningKey
from untilthen.watch import seals
from untilthen.watch.manifestfacts import manifest_facts
from untilthen.watch.store import load

ONE = Group(1, 1)
Dice = Callable[[int], bytes]
Locks = Callable[[int, HybridIdentity], str]


def kept_elsewhere(_person: int, _key: HybridIdentity) -> str:
    """Return what stands where a locked key would be."""
    return "kept by whoever made it"


@dataclass
class Browsers:
    """What a plan's people have in their browsers and on paper: their keys, the parts and the seed
    of the set made last.

    `lock` makes the file in which somebody's key is kept; a story needs none that opens.
    """

    plan: Plan
    owner: HybridIdentity
    dice: Dice
    lock: Locks = kept_elsewhere
    keys: dict[int, HybridIdentity] = field(default_factory=dict)
    parts: dict[int, str] = field(default_factory=dict)
    kit: tuple[str, ...] = ()
    seed: bytes = b""

    def make_owner_key(self, at: datetime) -> None:
        """Make the key with which the owner rereads and signs."""
        signer = SigningKey.from_owner_seed(self.owner.reveal_seed()).public
        made = MadeKey(
            owner_recipient=str(self.owner.recipient),
            owner_file=self.lock(OWNER, self.owner),
            signer=signer,
        )
        keep_key(self.plan, made, at)

    @property
    def recipients(self) -> list[HybridRecipient]:
        """To whom a letter is sealed now: the estate, once there is one, and the owner."""
        return [*recipients_of(estate_recipient(self.plan.pk)), self.owner.recipient]

    def write(
        self, words: Words, draft: Draft, at: datetime, fields: dict[str, object] | None = None
    ) -> Letter:
        """Seal a letter that is open to whoever opens the estate, and save it; a sheet with its
        fields.
        """
        name = self.new_id()
        address = Address(self.plan.public_id, name, 1, tuple(sorted(draft.to)))
        content = written(words, draft.kind, fields)
        sealed = sealed_envelope(
            address, content, None, owner=self.owner, recipients=self.recipients
        )
        text = take_text(self.plan, self.new_id(), sealed, at)
        saved = save_letter(self.plan, None, with_id(draft, name), text, at)
        self.sign(at)
        return saved

    def new_id(self) -> str:
        """Return an id as a browser makes it."""
        return str(UUID(bytes=self.dice(16), version=4))

    def make_key(self, person: int, at: datetime) -> None:
        """Let somebody who promised make their own key, once."""
        if key_of(self.plan.pk, person) is None:
            self.keys[person] = HybridIdentity(self.dice(SEED_BYTES))
            key = self.keys[person]
            kept = OwnKey(recipient=str(key.recipient), key_file=self.lock(person, key))
            keep_person_key(self.plan.pk, person, kept, at)

    def seal_anew(self, at: datetime, kit: str = "one", hold_copy: int = 0) -> PartSet:
        """Make a new estate key and its parts for all who promised, and reseal every letter."""
        switch = load(self.plan.pk)
        keepers = [keeper for keeper in switch.keepers if keeper.counts]
        for keeper in keepers:
            self.make_key(keeper.person, at)
        seed = self.seed = self.dice(SEED_BYTES)
        made = (
            self.made_alone(seed)
            if switch.settings.solo
            else self.made_set(seed, keepers, switch.settings.sure_needed, kit, hold_copy)
        )
        new = seals.begin_set(self.plan, made, self.dice(SEED_BYTES), at)
        self.reseal(new, HybridIdentity(seed).recipient, at)
        return new

    def made_alone(self, seed: bytes) -> MadeSet:
        """Return what a browser makes for a plan without keepers."""
        facts = SetFacts(
            estate=str(HybridIdentity(seed).recipient),
            custody=SERVER,
            kit="none",
            needed=0,
            held_here=0,
            identity_file="",
        )
        number = next_number(self.plan.pk)
        return MadeSet(number=number, facts=facts, server_part=seed.hex())

    def made_set(
        self, seed: bytes, keepers: Sequence[Keeper], needed: int, kit: str, hold_copy: int
    ) -> MadeSet:
        """Split a seed, seal each keeper's part to their key, and keep the kit's."""
        groups = [ONE, Group(needed, len(keepers) + hold_copy)]
        groups += {"one": [ONE], "two": [Group(2, 2)]}.get(kit, [])
        ours, theirs, *kits = split(seed, groups, 2, self.dice)
        self.kit = kits[0] if kits else (ours[0],) if kit == "copy" else ()
        self.parts |= {each.person: words for each, words in zip(keepers, theirs, strict=False)}
        facts = SetFacts(
            estate=str(HybridIdentity(seed).recipient),
            custody=KEEPERS,
            kit=kit,
            needed=needed,
            held_here=hold_copy,
            identity_file="",
        )
        return MadeSet(
            number=next_number(self.plan.pk),
            facts=facts,
            server_part=ours[0],
            hold=tuple(theirs[len(keepers) :]),
            parts=tuple(
                self.made_part(keeper.person, member, theirs[member])
                for member, keeper in enumerate(keepers)
            ),
        )

    def made_part(self, person: int, member: int, words: str) -> MadePart:
        """Seal a part to its keeper's key."""
        recipient = self.keys[person].recipient
        file = encrypt_bytes(pad_text(words.encode()), [recipient])
        facts = PartFacts(
            recipient=str(recipient),
            proof=part_key(words).public,
            file=base64.b64encode(file).decode(),
        )
        return MadePart(person=person, member=member, facts=facts)

    def reseal(self, new: PartSet, estate: HybridRecipient, at: datetime) -> None:
        """Seal every letter to the new estate: its words encrypted anew, its files re-wrapped."""
        both = [estate, self.owner.recipient]
        for letter in resealing.missing(self.plan, new):
            text, *files = letter.files.order_by("position")
            words = decrypt_bytes(whole_file(text), [self.owner])
            kept = take_text(self.plan, self.new_id(), encrypt_bytes(words, both), at)
            headers = {each.public_id: rewrap(header_of(each), self.owner, both) for each in files}
            resealing.keep_resealed(letter, letter.version, new, kept, headers)
        seals.letter_resealed(self.plan, at)

    def prove(self, person: int, at: datetime) -> None:
        """Prove that somebody holds their part."""
        seals.prove(self.plan, person, self.signed_drill(person, at), at)

    def signed_drill(self, person: int, at: datetime) -> str:
        """Return what somebody's part signs to show that it is there."""
        part = part_of(self.plan.pk, person)
        assert part is not None
        asked = ask(self.plan, person, self.dice(32), at, ON_THE_PAGE)
        statement = drill_statement(part, asked).to_bytes()
        return part_key(self.parts[person]).sign(statement)

    def seal_and_prove(self, at: datetime) -> None:
        """Seal anew, and let everybody prove their part at once."""
        self.seal_anew(at)
        for keeper in load(self.plan.pk).keepers:
            if keeper.counts:
                self.prove(keeper.person, at)
        if LetterKey.objects.filter(plan=self.plan).exists():
            self.sign(at)

    def sign(self, at: datetime) -> None:
        """Sign the list of everything as it is now, if what was signed last is another."""
        key = LetterKey.objects.get(plan=self.plan)
        facts = manifest_facts(self.plan, key)
        if facts["current"]:
            return
        seed = self.owner.reveal_seed()
        people = (
            {**each, "name": name_hash(seed, each["name"]), "compared": False}
            for each in facts["people"]
        )
        manifest = Manifest(
            plan=facts["plan"], number=facts["number"], made_at=at, set=facts["set"],
            estate=facts["estate"], owner=facts["owner"],
            people=tuple(manifests.Person(**each) for each in people),
            letters=tuple(sorted(map(listed, facts["letters"]), key=lambda each: each.letter)),
        )  # fmt: skip
        text = build_manifest(manifest).decode()
        signature = SigningKey.from_owner_seed(seed).sign(text.encode(), NAMESPACE)
        keep_manifest(self.plan, text, signature, key.signer, at)

    def handed(self, person: int, at: datetime) -> Handed | None:
        """Return what a keeper's browser sends with "I am sure", or None without a part."""
        part = part_of(self.plan.pk, person)
        if part is None or person not in self.parts:
            return None
        release = release_recipient(self.plan.pk, self.dice(SEED_BYTES))
        asked = ask(self.plan, person, self.dice(32), at, ON_THE_PAGE)
        vigil = load(self.plan.pk).vigil
        words = self.parts[person]
        statement = sure_statement(part, asked, vigil, release).to_bytes()
        file = encrypt_bytes(pad_text(words.encode()), recipients_of(release))
        return Handed(
            file=base64.b64encode(file).decode(), signature=part_key(words).sign(statement)
        )


def recipients_of(text: str) -> list[HybridRecipient]:
    """Return a public key as a list: of one, or of none where there is none."""
    found = parse_recipient(text) if text else None
    return [found] if isinstance(found, HybridRecipient) else []


def listed(facts: dict[str, Any]) -> manifests.Letter:
    """Return a letter as the manifest lists it."""
    return manifests.Letter(
        letter=facts["letter"],
        version=facts["version"],
        to=tuple(facts["to"]),
        lock=Lock(facts["lock"]),
        files=tuple(manifests.File(**each) for each in facts["files"]),
    )


def written(words: Words, kind: str, fields: dict[str, object] | None) -> bytes:
    """Return what is sealed: a letter, or a sheet, which has its fields beside the words."""
    content = build(words)
    if fields is None:
        return content
    text = json.loads(content) | {"sheet": {"kind": kind, "fields": fields}}
    return json.dumps(text, ensure_ascii=False).encode()


def with_id(draft: Draft, name: str) -> Draft:
    """Return a draft of a letter whose id is chosen."""
    return replace(draft, id=name)
