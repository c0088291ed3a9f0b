using System.Globalization;
using System.Text.RegularExpressions;
using Daogou.Core.Amounts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks;

/// <summary>Says of every wrong network setting its key, what it got and what it accepts; a wrong one stops the start.</summary>
public sealed partial class NetworksOptionsCheck(IConfiguration configuration) : IValidateOptions<NetworksOptions>
{
    private const int OurRefLength = 20;

    /// <summary>The keys of the networks with a connector of their own.</summary>
    private static readonly string[] Reserved = ["jd", "pdd", "vip", "taobao", "awin", "cj", "impact", "rakuten", "amazon", "ebay", "aliexpress", "admitad", "partnerize", "tradedoubler", "douyin", "kuaishou"];

    public ValidateOptionsResult Validate(string? name, NetworksOptions options)
    {
        var wrong = options.Networks.SelectMany((network, index) => Wrong(network, $"{NetworksOptions.Section}:{index}")).ToList();
        wrong.AddRange(
            from byKey in options.Networks.Select((network, index) => (network.Key, Index: index)).GroupBy(pair => pair.Key, StringComparer.Ordinal)
            where byKey.Count() > 1
            select $"{NetworksOptions.Section}:{byKey.Last().Index}:Key: \"{byKey.Key}\" is used twice; every network needs a key of its own.");
        wrong.AddRange(options.Networks.Select((network, index) => (network.Key, Index: index)).Where(pair => Reserved.Contains(pair.Key)).Select(pair =>
            $"{NetworksOptions.Section}:{pair.Index}:Key: \"{pair.Key}\" is the key of a built-in network; choose another."));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string> Wrong(NetworkOptions network, string at) =>
    [
        .. Unless(Key().IsMatch(network.Key), $"{at}:Key", network.Key, "1 to 24 characters of a-z, 0-9 and -"),
        .. NetworkTemplates.Wrong(network).Select(pair => $"{at}:{pair.Key}: {pair.What}"),
        .. LinkTemplate.Wrong(network).Select(pair => $"{at}:{pair.Key}: {pair.What}"),
        .. Unless(
            network.MaxRefLength >= OurRefLength, $"{at}:MaxRefLength", network.MaxRefLength, $"at least {OurRefLength}, the length of our click refs"),
        .. network.Programmes.SelectMany((programme, index) => Wrong(programme, $"{at}:Programmes:{index}")),
        .. Wrong(network.Reports, $"{at}:Reports"),
    ];

    private static IEnumerable<string> Wrong(ProgrammeOptions programme, string at) =>
    [
        .. Unless(programme.Merchant.Trim().Length > 0, $"{at}:Merchant", programme.Merchant, "the merchant's key"),
        .. Unless(programme.Hosts.Count > 0, $"{at}:Hosts", "", "at least one host such as shop.example.com"),
        .. programme.Hosts.SelectMany((host, index) => Unless(
            HostList.IsHost(host), $"{at}:Hosts:{index}", host, "a host name without scheme and path, shop.example.com or 127.0.0.1:5081")),
        .. Unless(
            programme.CommissionBp is null or (>= 0 and <= Rate.Whole), $"{at}:CommissionBp", programme.CommissionBp, "0 to 10000 basis points"),
    ];

    private IEnumerable<string> Wrong(ReportsOptions reports, string at) =>
    [
        .. Unless(
            reports.Url.Length == 0 || IsReportAddress(reports.Url), $"{at}:Url", reports.Url,
            "an http(s) address with {from} and {to} and, where it pages, {page}"),
        .. reports.StatusMap.SelectMany(pair => Unless(
            Enum.IsDefined(pair.Value), $"{at}:StatusMap:{pair.Key}", pair.Value, "Tracked, Held, Confirmed, Settled or Void")),
        .. reports.Fields.SelectMany(pair => Unless(
            Enum.IsDefined(pair.Key) && pair.Value.Trim().Length > 0, $"{at}:Fields:{pair.Key}", pair.Value, "a path in the row such as order.id")),
        .. Unless(Enum.IsDefined(reports.AmountUnit), $"{at}:AmountUnit", reports.AmountUnit, "Minor or Major"),
        .. Unless(
            reports.Currency is null || CurrencyTable.Knows(reports.Currency), $"{at}:Currency", reports.Currency, "an ISO 4217 code in capitals, such as CNY"),
        .. Unless(TimeZoneInfo.TryFindSystemTimeZoneById(reports.TimeZone, out _), $"{at}:TimeZone", reports.TimeZone, "an IANA zone such as Asia/Shanghai"),
        .. Unless(
            string.IsNullOrEmpty(reports.SecretHeader) || HeaderName().IsMatch(reports.SecretHeader), $"{at}:SecretHeader", reports.SecretHeader,
            "a header name such as X-Api-Key"),
        .. Unless(
            string.IsNullOrEmpty(reports.SecretHeader) || configuration[reports.SecretEnv ?? ""] is { Length: > 0 }, $"{at}:SecretEnv", reports.SecretEnv,
            "the name of an environment variable that is set and holds the secret"),
        .. InRange(reports.EverySeconds, 1, 86_400, $"{at}:EverySeconds"),
        .. InRange(reports.OverlapMinutes, 0, 90 * 1440, $"{at}:OverlapMinutes"),
        .. InRange(reports.FirstDays, 1, 730, $"{at}:FirstDays"),
        .. InRange(reports.WindowDays, 1, 366, $"{at}:WindowDays"),
        .. InRange(reports.MaxPages, 1, 100_000, $"{at}:MaxPages"),
    ];

    private static bool IsReportAddress(string url) =>
        url.Contains("{from}", StringComparison.Ordinal) && url.Contains("{to}", StringComparison.Ordinal) && LinkTemplate.IsWebAddress(url);

    private static IEnumerable<string> InRange(int value, int least, int most, string key) =>
        Unless(value >= least && value <= most, key, value, $"{least} to {most}");

    private static IEnumerable<string> Unless(bool right, string key, object? got, string accepts) =>
        right ? [] : [$"{key}: got \"{Convert.ToString(got, CultureInfo.InvariantCulture)}\", accepts {accepts}."];

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,23}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("^[A-Za-z0-9-]{1,64}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HeaderName();
}
