using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Daogou.Core.Amounts;
using Daogou.Core.Networks.Platforms;

namespace Daogou.Core.Networks.Affiliates;

/// <summary>What the networks' REST interfaces write alike: amounts in major units with their currency, UTC times, refusals with a status, addresses in links.</summary>
internal static class AffiliateText
{
    private static readonly string[] WordFields = ["error", "code", "description", "message", "Message", "error_description"];

    /// <summary>The product's address as one query value, escaped once; a brace in it makes no place for a click ref.</summary>
    public static string Escaped(Uri product) => Uri.EscapeDataString(Plain(product));

    /// <summary>The product's address as it is.</summary>
    public static string Plain(Uri product) =>
        product.AbsoluteUri.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal);

    /// <summary>The host of an address without <c>www.</c>; null when it is none.</summary>
    public static string? HostOf(string? address)
    {
        var text = address?.Trim() ?? "";
        return Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text, UriKind.Absolute, out var read) && read.Host.Length > 0
            ? read.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? read.Host[4..] : read.Host
            : null;
    }

    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    public static AuthenticationHeaderValue Basic(string user, string password) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>An instant; a time without an offset is UTC. Null for none.</summary>
    public static DateTimeOffset? Utc(this PlatformRow row, string field) => row.Text(field) switch
    {
        null => null,
        var text => TimeCell.Read(text, TimeZoneInfo.Utc) ?? throw new RowUnreadableException($"its {field} \"{text}\" is not a time such as 2026-11-02T08:00:00."),
    };

    /// <summary>The latest of some instants, of which one must be there.</summary>
    public static DateTimeOffset Latest(DateTimeOffset first, params ReadOnlySpan<DateTimeOffset?> others)
    {
        foreach (var other in others)
        {
            first = other > first ? other.Value : first;
        }
        return first;
    }

    /// <summary>A refusal by status: only 429 and 408 are about how often we come; the reason stands in the body.</summary>
    public static PlatformFault? Fault(HttpResponseMessage response, string body) => (int)response.StatusCode is >= 400 and < 500 and not (408 or 429) and var status
        ? new PlatformFault(FaultKind.Ours, string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"), Words(body))
        : null;

    /// <summary>An account tried out: what the platform answered, and what to do.</summary>
    public static async Task<ConnectionAnswer> CheckAsync(string name, string section, Func<Task<string>> ask)
    {
        try
        {
            var said = await ask();
            return new ConnectionAnswer(true, $"{name} 应答正常：{said}。", $"{name} answers as it should: {said}.");
        }
        catch (PlatformRefusedException e)
        {
            return new ConnectionAnswer(
                false, $"{name} 拒绝了我们的账号：{e.Message}。请检查 {section} 里的账号和环境变量 {section}__Secret。",
                $"{name} refused the account: {e.Message}. Check the account in {section} and the environment's {section}__Secret.");
        }
        catch (NetworkUnavailableException e)
        {
            return new ConnectionAnswer(false, $"{name} 暂时没有应答：{e.Message} 请过几分钟再试。", $"{name} does not answer just now: {e.Message} Try again in a few minutes.");
        }
    }

    private static decimal Unit(string currency) => CurrencyTable.Decimals(currency) switch { 0 => 1m, 3 => 1000m, _ => 100m };

    private static string Words(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var said = WordFields.Select(name => JsonPath.Text(document.RootElement, name)).OfType<string>();
            return string.Join(": ", said) is { Length: > 0 } words ? words : "it refused the call";
        }
        catch (JsonException)
        {
            return "it refused the call";
        }
    }
}
