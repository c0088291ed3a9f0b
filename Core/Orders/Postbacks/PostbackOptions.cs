using System.Net;
using Daogou.Core.Networks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Orders.Postbacks;

/// <summary>The section <c>Postbacks</c>: where networks may call us about orders.</summary>
public sealed class PostbacksOptions
{
    public const string Section = "Postbacks";

    public List<PostbackOptions> Postbacks { get; } = [];
}

/// <summary>One network's door, <c>/postback/{network}/{secret path}</c>.</summary>
public sealed class PostbackOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>The network's key.</summary>
    public string Network { get; set; } = "";

    /// <summary>The environment variable (or setting) that holds the secret last part of the address, at least 24 characters. It is never logged.</summary>
    public string PathEnv { get; set; } = "";

    /// <summary>
    /// The environment variable that holds the secret of Standard Webhooks signatures (<c>whsec_…</c>). With it every call must be signed, and a signed one
    /// is taken as the network's report. Null: calls are hints only.
    /// </summary>
    public string? SigningEnv { get; set; }

    /// <summary>Addresses and networks that may call (<c>203.0.113.0/24</c>); empty: all.</summary>
    public List<string> Addresses { get; } = [];

    /// <summary>For each field of an order its name in the call, where that is unusual: <c>OrderNo: "oid"</c>.</summary>
    public Dictionary<ReportField, string> Fields { get; } = [];

    /// <summary>Whether amounts of signed calls are minor units (1290) or major ones (12.90).</summary>
    public AmountUnit AmountUnit { get; set; } = AmountUnit.Major;
}

/// <summary>Says of every wrong setting its key, what it got and what it accepts; a wrong one stops the start.</summary>
public sealed class PostbacksOptionsCheck(IConfiguration configuration) : IValidateOptions<PostbacksOptions>
{
    private const int LeastSecret = 24;

    public ValidateOptionsResult Validate(string? name, PostbacksOptions options)
    {
        var enabled = options.Postbacks.Index().Where(door => door.Item.Enabled).ToList();
        var wrong = enabled.SelectMany(door => Wrong(door.Item, $"{PostbacksOptions.Section}:{door.Index}")).ToList();
        wrong.AddRange(enabled.GroupBy(door => door.Item.Network, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Select(same => $"{PostbacksOptions.Section}:{same.Last().Index}:Network: \"{same.Key}\" has a door already; each network has one."));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string> Wrong(PostbackOptions door, string at)
    {
        if (door.Network.Length == 0)
        {
            yield return $"{at}:Network: got \"\", accepts the key of a network.";
        }
        if (configuration[door.PathEnv] is not { Length: >= LeastSecret and <= 200 } path || !path.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            yield return $"{at}:PathEnv: got \"{door.PathEnv}\", accepts the name of an environment variable that holds at least {LeastSecret} characters of A-Z, a-z, 0-9, - and _.";
        }
        if (door.SigningEnv is { Length: > 0 } signing && WebhookSignature.Key(configuration[signing]) is null)
        {
            yield return $"{at}:SigningEnv: got \"{signing}\", accepts the name of an environment variable that holds a secret such as whsec_… of at least 24 bytes.";
        }
        foreach (var (index, address) in door.Addresses.Index().Where(pair => PostbackDoor.Range(pair.Item) is null))
        {
            yield return $"{at}:Addresses:{index}: got \"{address}\", accepts an address or a network such as 203.0.113.0/24.";
        }
    }
}

/// <summary>A door that is open, with its secrets.</summary>
internal sealed record PostbackDoor(PostbackOptions Options, string Path, byte[]? SigningKey, IReadOnlyList<IPNetwork> From)
{
    public static IReadOnlyList<PostbackDoor> Open(PostbacksOptions options, IConfiguration configuration) =>
    [
        .. from door in options.Postbacks
           where door.Enabled
           select new PostbackDoor(
               door, configuration[door.PathEnv] ?? "", door.SigningEnv is { Length: > 0 } name ? WebhookSignature.Key(configuration[name]) : null,
               [.. door.Addresses.Select(Range).OfType<IPNetwork>()]),
    ];

    public bool LetsIn(IPAddress? caller) => From.Count == 0 || (caller is not null && From.Any(range => range.Contains(caller.IsIPv4MappedToIPv6 ? caller.MapToIPv4() : caller)));

    public static IPNetwork? Range(string text) =>
        IPNetwork.TryParse(text, out var range) ? range
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
