using System.Text.RegularExpressions;

namespace Daogou.Core.Payouts;

/// <summary>A person pays: approved payouts wait until an operator marks them paid, with the transfer's number.</summary>
public sealed class ManualPayout(ManualPayoutOptions options) : IPayoutMethod
{
    public const string DefaultKey = "manual";

    private readonly Regex? _pattern = options.Pattern.Length > 0 ? Compile(options.Pattern) : null;

    public string Key => options.Key;

    public string Name(string language) => language == "zh" ? options.NameZh : options.NameEn;

    public string Ask(string language) => language == "zh" ? options.AskZh : options.AskEn;

    public bool Pays(string currency) => options.Currencies.Count == 0 || options.Currencies.Contains(currency, StringComparer.Ordinal);

    public bool Accepts(string destination) =>
        destination.Trim().Length is >= 3 and <= 200 && !destination.Any(char.IsControl) && _pattern?.IsMatch(destination.Trim()) != false;

    /// <summary>Anchored, and without backtracking: what a member types decides nothing about our time.</summary>
    internal static Regex Compile(string pattern) =>
        new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
}

/// <summary>The ways of paying that are set up.</summary>
public sealed class PayoutMethods(IEnumerable<IPayoutMethod> methods)
{
    public IReadOnlyList<IPayoutMethod> All { get; } = [.. methods];

    public IPayoutMethod? Find(string key) => All.FirstOrDefault(method => method.Key == key);
}
