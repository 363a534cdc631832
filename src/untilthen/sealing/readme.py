"""The README of a bundle: how to open it with our program, and with public tools alone.

The words stand in a text for each language, the commands here, once for all of them.
"""

from pathlib import Path

from untilthen.sealing import bundle
from untilthen.sealing.manifest import NAMESPACE, Manifest

LANGUAGES = ("en", "de")
PROMPT = "    $ "
_NO_FILE = "letters/LETTER/FILE.age"
_HASHES = (
    "import json; [print(f['sha256'] + '  letters/' + l['letter'] + '/' + f['file'] + '.age')"
    " for l in json.load(open('manifest.json'))['letters'] for f in l['files']]"
)
_UNPACK = (
    "import base64, json; e = json.load(open('envelope.json', encoding='utf-8'));"
    " print('lock:', e['lock']); print(e['hint']);"
    " open('letter', 'wb').write(base64.b64decode(e['content']))"
)
_SHOW = (
    "import json; l = json.load(open('letter', encoding='utf-8'));"
    " print(l['label'], l['salutation'], l['body'], l['sign_off'], sep='\\n\\n')"
)
_LIST = (
    "import json; [print(a['file'], a['size'], a['sha256'], a['name'])"
    " for a in json.load(open('letter', encoding='utf-8'))['attachments']]"
)
_ATTACHMENT_KEY = (
    "import json; print(json.load(open('letter', encoding='utf-8'))['attachment_key'])"
)
_UNFRAME_TEXT = "tail -c +9 opened | tr -d '\\000' > "
_COMMANDS = {
    "untilthen": ["untilthen open . --words --out ../letters-opened"],
    "verify": [
        f"ssh-keygen -Y verify -f {bundle.SIGNERS} -I owner -n {NAMESPACE}"
        f" -s {bundle.SIGNATURE} < {bundle.MANIFEST}",
        f'python3 -c "{_HASHES}" | sha256sum -c',
    ],
    "recover": ["shamir recover"],
    "open": [f'age -d -i {bundle.ESTATE} -o opened "$LETTER"'],
    "unpack": [f"{_UNFRAME_TEXT}envelope.json", f'python3 -c "{_UNPACK}"'],
    "show": [f'python3 -c "{_SHOW}"'],
    "passphrase": ["age -d -o opened letter", f"{_UNFRAME_TEXT}letter"],
    "keys": ["age -d -i their.key -o opened letter", f"{_UNFRAME_TEXT}letter"],
    "list": [f'python3 -c "{_LIST}"'],
    "attachment": [
        f'age -d -i {bundle.ESTATE} -o opened "${{LETTER%/*}}/$FILE.age"',
        'tail -c +9 opened | head -c "$SIZE" > "$NAME"',
        'sha256sum "$NAME"',
    ],
    "inner": [
        f'python3 -c "{_ATTACHMENT_KEY}" > attachment.key',
        "mv opened locked",
        "age -d -i attachment.key -o opened locked",
    ],
}


def readme(language: str, manifest: Manifest) -> bytes:
    """Return the README in the plan's language, or in English where we do not speak that."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    text = Path(__file__).with_name(f"readme_{spoken}.txt").read_text(encoding="utf-8")
    commands = {**_COMMANDS, "choose": [f"LETTER={_first(manifest)}"]}
    commands["attachment"] = [*_example(manifest), *_COMMANDS["attachment"]]
    shown = {name: "\n".join(PROMPT + line for line in lines) for name, lines in commands.items()}
    return text.format(namespace=NAMESPACE, **shown).encode("utf-8")


def _first(manifest: Manifest) -> str:
    """Return the name of the first letter's text, as an example that can be typed."""
    for letter in manifest.letters:
        for file in letter.files:
            return bundle.sealed_name(letter.letter, file.file)
    return _NO_FILE


def _example(manifest: Manifest) -> list[str]:
    files = [letter.files[1].file for letter in manifest.letters if len(letter.files) > 1]
    return [f"FILE={files[0] if files else 'FILE'}", "SIZE=12345", "NAME=photo.jpg"]


def commands(step: str) -> list[str]:
    """Return the commands of one step as they are typed, for pages that say the same."""
    return list(_COMMANDS[step])
