"""Calls into the parts of the browser code, many at a time; errors come back with their fields."""

SAID = """
  const said = async (act) => {
    try {
      return { value: await act() };
    } catch (error) {
      if (error.kind === undefined) throw error;
      return { ...error };
    }
  };
  const { toHex, utf8, parts: { combine, split, everySmallestSet, provenToCombine } } = modules;
  const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
"""
COMBINE_ALL = f"""async (asked) => {{ {SAID}
  const all = [];
  for (const [parts, passphrase] of asked) {{
    all.push(await said(async () => toHex(await combine(parts, utf8(passphrase)))));
  }}
  return all;
}}"""
SPLIT_ALL = f"""async (asked) => {{ {SAID}
  const all = [];
  for (const [secret, groups, needed] of asked) {{
    all.push(await said(() => split(fromHex(secret), groups, needed)));
  }}
  return all;
}}"""
PROVE = f"""async ([secret, groups, parts, needed]) => {{ {SAID}
  return said(async () => {{
    await provenToCombine(fromHex(secret), groups, parts, needed);
    return "proven";
  }});
}}"""
SETS = f"""async ([groups, parts, needed]) => {{ {SAID}
  return [...everySmallestSet(groups, parts, needed)];
}}"""
