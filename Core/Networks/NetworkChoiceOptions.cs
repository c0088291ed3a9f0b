using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks;

/// <summary>The section <c>NetworkChoice</c>: which network makes the link where several cover a shop.</summary>
public sealed class NetworkChoiceOptions
{
    public const string Section = "NetworkChoice";

    /// <summary>
    /// How far a network is trusted to bring orders home, 0 to 100, by its key. It decides between programmes that allow the same and pay the same. Usual:
    /// 100 where it echoes our refs, 60 where it names the slot, 20 where it names the channel.
    /// </summary>
    public Dictionary<string, int> Trust { get; } = new(StringComparer.Ordinal);

    internal static int UsualTrust(AttributionMode mode) => mode switch
    {
        AttributionMode.Token or AttributionMode.LinkToken => 100,
        AttributionMode.Slot => 60,
        AttributionMode.Channel => 20,
    };
}

/// <summary>Says what is wrong with the section.</summary>
public sealed class NetworkChoiceOptionsCheck : IValidateOptions<NetworkChoiceOptions>
{
    public ValidateOptionsResult Validate(string? name, NetworkChoiceOptions options) =>
        options.Trust.Where(pair => pair.Value is < 0 or > 100).Select(pair => $"{NetworkChoiceOptions.Section}:Trust:{pair.Key}: got \"{pair.Value}\", accepts 0 to 100.").ToList() is { Count: > 0 } wrong
            ? ValidateOptionsResult.Fail(wrong)
            : ValidateOptionsResult.Success;
}
