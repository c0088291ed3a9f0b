using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Taobao;

/// <summary>
/// The section <c>Taobao</c>: 淘宝联盟 for Taobao and Tmall. New publishers hardly get the rights of their own at TOP, so each kind of work may be another
/// provider's: <c>top</c> (our own), <c>dataoke</c>, <c>haodanku</c>, <c>zhetaoke</c>. The money is always our own Alimama account's.
/// </summary>
public sealed class TaobaoOptions : PlatformOptions
{
    public const string Section = "Taobao";

    /// <summary>TOP's gateway; another one for trials.</summary>
    public string Url { get; set; } = "https://eco.taobao.com/router/rest";

    /// <summary>How calls to TOP are signed.</summary>
    [AllowedValues("md5", "hmac", "hmac-sha256")]
    public string SignMethod { get; set; } = "md5";

    /// <summary>TOP's session of the Alimama account that granted it; from the environment only. The <c>.sc.</c> methods need it; without it orders are asked for as the application's own.</summary>
    public string Token { get; set; } = "";

    /// <summary>The first and second number of every pid: <c>mm_Member_Site_adzone</c>.</summary>
    public string Member { get; set; } = "";

    public string Site { get; set; } = "";

    /// <summary>The pool of ad slots that links are leased: an adzone, or an adzone and a channel's relation id, <c>1001</c>, <c>1001/33445566</c>. Used for nothing else.</summary>
    public List<string> Slots { get; } = [];

    /// <summary>Hours after a link was last handed out in which no other link for its product gets its slot.</summary>
    [Range(1, 24 * 30)]
    public int SlotRestHours { get; set; } = 24;

    /// <summary>Days after it was last handed out in which a link may bring a buyer.</summary>
    [Range(1, 180)]
    public int SlotLifeDays { get; set; } = 30;

    /// <summary>Percent of confidence below which an order is nobody's until it is claimed.</summary>
    [Range(50, 100)]
    public int LeastConfidence { get; set; } = 95;

    /// <summary>When a product rests in every slot: no link at all, instead of one whose orders may have to be claimed.</summary>
    public bool RefuseWhenSlotsRunOut { get; set; }

    /// <summary>Days in Beijing on which orders may be asked for in windows of twenty minutes only, <c>2026-11-11</c>.</summary>
    public List<string> BigSaleDays { get; } = [];

    /// <summary>The refund list takes its parameters one by one instead of as one JSON text; sources differ.</summary>
    public bool RefundsFlat { get; set; }

    /// <summary>Who makes links.</summary>
    [AllowedValues("top", "dataoke", "haodanku", "zhetaoke")]
    public string Convert { get; set; } = "top";

    /// <summary>Who opens 口令 and short links; empty for nobody.</summary>
    [AllowedValues("", "top", "dataoke", "zhetaoke")]
    public string Parse { get; set; } = "top";

    /// <summary>Who makes a link's 口令 where the link did not come with one; empty for nobody.</summary>
    [AllowedValues("", "top", "dataoke", "zhetaoke")]
    public string Tokens { get; set; } = "top";

    /// <summary>Who lists our orders.</summary>
    [AllowedValues("top", "dataoke", "zhetaoke")]
    public string Orders { get; set; } = "top";

    /// <summary>Who lists refunds (维权) after settlement; empty for nobody: then such refunds are not seen.</summary>
    [AllowedValues("", "top")]
    public string Refunds { get; set; } = "top";

    /// <summary>Who lists goods; empty for nobody.</summary>
    [AllowedValues("", "top", "dataoke", "haodanku")]
    public string Search { get; set; } = "top";

    internal IEnumerable<(string Key, string Provider)> Work =>
        [("Convert", Convert), ("Parse", Parse), ("Tokens", Tokens), ("Orders", Orders), ("Refunds", Refunds), ("Search", Search)];
}

[OptionsValidator]
internal sealed partial class TaobaoOptionsValidator : IValidateOptions<TaobaoOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class TaobaoOptionsCheck : IValidateOptions<TaobaoOptions>
{
    public ValidateOptionsResult Validate(string? name, TaobaoOptions options) => PlatformOptionsCheck.Result(options.Enabled ? Wrong(options) : []);

    private static IEnumerable<string> Wrong(TaobaoOptions options)
    {
        const string Section = TaobaoOptions.Section;
        var asksTop = options.Work.Any(work => work.Provider == "top");
        foreach (var wrong in PlatformOptionsCheck.Wrong(options, Section, options.Url, ("Member", options.Member, "the first number of your pid, mm_Member_Site_adzone"), ("Site", options.Site, "the second number of your pid, mm_Member_Site_adzone")))
        {
            if (asksTop || !(wrong.StartsWith(Section + ":AppKey", StringComparison.Ordinal) || wrong.StartsWith(Section + ":Secret", StringComparison.Ordinal)))
            {
                yield return wrong;
            }
        }
        if (options.Token.Length == 0 && options.Work.Any(work => work is { Provider: "top", Key: "Convert" or "Parse" }))
        {
            yield return $"{Section}:Token: it is not set; TOP's session is needed to make and open links, give it in the environment as {Section}__Token.";
        }
        if (options.Slots.Count == 0)
        {
            yield return $"{Section}:Slots: there are none; an order is told apart by the slot of its link, so name some adzones: [ \"1001\", \"1002\" ].";
        }
        foreach (var (slot, index) in options.Slots.Select((slot, index) => (slot, index)).Where(one => !IsSlot(one.slot) || options.Slots.IndexOf(one.slot) != one.index))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Section}:Slots:{index}: got \"{slot}\", accepts an adzone or an adzone and a relation id, 1001/33445566, each once.");
        }
        foreach (var (day, index) in options.BigSaleDays.Select((day, index) => (day, index)).Where(one => !DateOnly.TryParseExact(one.day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Section}:BigSaleDays:{index}: got \"{day}\", accepts a day such as 2026-11-11.");
        }
    }

    private static bool IsSlot(string slot) =>
        slot.Split('/') is { Length: 1 or 2 } parts && Array.TrueForAll(parts, part => part.Length is > 0 and <= 20 && part.All(char.IsAsciiDigit));
}
