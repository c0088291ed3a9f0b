using System.Globalization;
using System.Text.RegularExpressions;
using Daogou.Core.Amounts;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Payouts;

/// <summary>How members are paid. Section <c>Payouts</c>.</summary>
public sealed class PayoutOptions
{
    public const string Section = "Payouts";

    /// <summary>Ways of paying that an operator carries out by hand. Without any there is one called <c>manual</c>.</summary>
    public IList<ManualPayoutOptions> Methods { get; set; } = [];

    /// <summary>The smallest withdrawal per currency in major units, <c>"CNY": 10</c>; a currency that is not listed has none.</summary>
    public IDictionary<string, decimal> Minimum { get; set; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    public Money MinimumOf(string currency) =>
        Minimum.TryGetValue(currency, out var major) && Money.FromDecimal(major, currency) is { } minimum ? minimum : new Money(1, currency);
}

/// <summary>One way of paying by hand.</summary>
public sealed class ManualPayoutOptions
{
    public string Key { get; set; } = ManualPayout.DefaultKey;

    public string NameZh { get; set; } = "人工转账";

    public string NameEn { get; set; } = "Manual transfer";

    public string AskZh { get; set; } = "收款账号和姓名";

    public string AskEn { get; set; } = "Account and name to pay to";

    /// <summary>A regular expression that a destination must match as a whole; empty: any text of 3 to 200 characters.</summary>
    public string Pattern { get; set; } = "";

    /// <summary>Currencies it pays in; empty: all.</summary>
    public IList<string> Currencies { get; set; } = [];
}

/// <summary>Says which key is wrong, what stands there and what is accepted.</summary>
internal sealed class PayoutOptionsCheck : IValidateOptions<PayoutOptions>
{
    public ValidateOptionsResult Validate(string? name, PayoutOptions options)
    {
        List<string> wrong = [.. Minimums(options), .. options.Methods.SelectMany(Method)];
        foreach (var twice in options.Methods.GroupBy(method => method.Key, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            wrong.Add($"Payouts:Methods: the key '{twice.Key}' stands there {twice.Count()} times; each method needs its own.");
        }
        return wrong is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Minimums(PayoutOptions options)
    {
        foreach (var (currency, major) in options.Minimum)
        {
            if (!CurrencyTable.Knows(currency))
            {
                yield return $"Payouts:Minimum:{currency}: not a currency; give an ISO 4217 code in capitals, like CNY.";
            }
            else if (Money.FromDecimal(major, currency) is not { Minor: > 0 })
            {
                var shown = major.ToString(CultureInfo.InvariantCulture);
                yield return $"Payouts:Minimum:{currency}: got '{shown}'; give a positive amount with at most {CurrencyTable.Decimals(currency)} decimals.";
            }
        }
    }

    private static IEnumerable<string> Method(ManualPayoutOptions method, int index)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"Payouts:Methods:{index}");
        if (method.Key.Length is 0 or > 30 || method.Key.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
        {
            yield return $"{at}:Key: got '{method.Key}'; give 1 to 30 of a-z, 0-9 and -.";
        }
        if (!IsPattern(method.Pattern))
        {
            yield return $"{at}:Pattern: got '{method.Pattern}'; give a regular expression without look-around or back references, or leave it empty.";
        }
        foreach (var currency in method.Currencies.Where(currency => !CurrencyTable.Knows(currency)))
        {
            yield return $"{at}:Currencies: got '{currency}'; give ISO 4217 codes in capitals, like CNY.";
        }
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = ManualPayout.Compile(pattern);
            return true;
        }
        catch (Exception e) when (e is RegexParseException or NotSupportedException)
        {
            return false;
        }
    }
}
