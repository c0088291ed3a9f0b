namespace Daogou.Core.Networks.Platforms;

/// <summary>Checks that several platforms' sections share.</summary>
internal static class PlatformCheck
{
    /// <summary>A value that must be there because the section is enabled.</summary>
    public static IEnumerable<string> Needed(string section, params (string Key, string Value, string Accepts)[] values) =>
        values.Where(one => one.Value.Trim().Length == 0)
            .Select(one => $"{section}:{one.Key}: got \"\", accepts {one.Accepts}, because {section}:Enabled is true.");

    /// <summary>A secret that must be in the environment.</summary>
    public static IEnumerable<string> Secret(string section, string key, string value) => value.Length > 0
        ? []
        : [$"{section}:{key}: it is not set; give it in the environment as {section}__{key}."];
}
