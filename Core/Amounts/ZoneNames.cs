using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Daogou.Core.Amounts;

/// <summary>Offsets of time as dates end in them: <c>+08:00</c>, <c>GMT+8</c>, <c>PDT</c>. The abbreviations are RFC 822's and those common in feeds.</summary>
internal static partial class ZoneNames
{
    private static readonly FrozenDictionary<string, int> Minutes = new (string Names, int Minutes)[]
    {
        ("Z UT UTC GMT WET", 0), ("BST WEST CET MEZ MET WAT", 60), ("CEST MESZ MEST EET SAST CAT", 120), ("EEST MSK EAT TRT AST3", 180), ("IRST", 210), ("MSD GST", 240),
        ("PKT UZT", 300), ("IST", 330), ("NPT", 345), ("ICT WIB", 420), ("HKT SGT PHT AWST MYT WITA CNST", 480), ("JST KST WIT", 540), ("ACST", 570), ("AEST ChST", 600),
        ("ACDT", 630), ("AEDT", 660), ("NZST", 720), ("NZDT", 780), ("NDT", -150), ("BRT ART ADT CLST", -180), ("NST", -210), ("EDT AST CLT", -240), ("EST CDT COT PET", -300),
        ("CST MDT", -360), ("MST PDT", -420), ("PST AKDT", -480), ("AKST", -540), ("HST", -600),
    }.SelectMany(pair => pair.Names.Split(' ').Select(name => (Name: name.ToUpperInvariant(), pair.Minutes))).ToFrozenDictionary(pair => pair.Name, pair => pair.Minutes, StringComparer.Ordinal);

    /// <summary>Null when it is none. <c>CST</c> is Chinese where the assumed offset is; single letters say nothing (RFC 2822) and count as UTC.</summary>
    public static TimeSpan? Find(string text, TimeSpan? assumed)
    {
        var match = Offset().Match(text);
        if (!match.Success)
        {
            var name = text.ToUpperInvariant();
            return name is "CST" && assumed == TimeSpan.FromHours(8) ? assumed
                : name is "北京时间" ? TimeSpan.FromHours(8)
                : Minutes.TryGetValue(name, out var minutes) ? TimeSpan.FromMinutes(minutes)
                : name is [>= 'A' and <= 'Y' and not 'J'] ? TimeSpan.Zero
                : null;
        }
        var hours = int.Parse(match.Groups["hours"].ValueSpan, CultureInfo.InvariantCulture);
        var part = match.Groups["minutes"].Success ? int.Parse(match.Groups["minutes"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var offset = new TimeSpan(hours, part, 0);
        return part > 59 || offset > TimeSpan.FromHours(14) ? null : match.Groups["sign"].Value is "-" ? -offset : offset;
    }

    /// <summary>The zones of the United States named without saying whether summer time holds.</summary>
    public static TimeZoneInfo? Region(string name)
    {
        var id = name.ToUpperInvariant() switch
        {
            "ET" => "America/New_York",
            "CT" => "America/Chicago",
            "MT" => "America/Denver",
            "PT" => "America/Los_Angeles",
            _ => null,
        };
        return id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
    }

    [GeneratedRegex(@"^(?:GMT|UTC|UT)?\s?(?<sign>[+-])(?<hours>[0-9]{1,2})(?::?(?<minutes>[0-9]{2}))?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Offset();
}
