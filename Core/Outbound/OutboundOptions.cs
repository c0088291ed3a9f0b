using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Outbound;

/// <summary>The section <c>Outbound</c>: limits of everything that the program fetches by itself.</summary>
public sealed class OutboundOptions
{
    public const string Section = "Outbound";

    /// <summary>
    /// Hosts that may be at private or loopback addresses: <c>feeds.internal</c> (any port) or <c>127.0.0.1:5081</c> (that port). Every other
    /// fetch reaches public addresses only.
    /// </summary>
    public List<string> AllowedPrivateHosts { get; } = [];

    /// <summary>Ports that may be fetched from besides 80 and 443.</summary>
    public List<int> AllowedPorts { get; } = [];

    /// <summary>How the program names itself to the sites it visits.</summary>
    [Required, StringLength(100, MinimumLength = 1), RegularExpression("^[!-~]+( [!-~]+)*$", ErrorMessage = "printable ASCII such as DaogouBot/1.0")]
    public string AgentName { get; set; } = "DaogouBot/1.0";

    /// <summary>An address or mail that a site's owner can write to; it stands in the agent name.</summary>
    [RegularExpression("^[!-'*-~]*$", ErrorMessage = "an address or mail in ASCII, without spaces and parentheses")]
    public string Contact { get; set; } = "";

    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 5;

    /// <summary>From the request to the answer's headers.</summary>
    [Range(0.05, 300)]
    public double HeaderTimeoutSeconds { get; set; } = 20;

    /// <summary>The longest pause inside a body.</summary>
    [Range(0.05, 300)]
    public double IdleTimeoutSeconds { get; set; } = 30;

    /// <summary>A body that brings fewer bytes a second over half a minute of waiting is not waited for; 0: there is no least.</summary>
    [Range(0, 1L << 30)]
    public long MinBytesPerSecond { get; set; } = 256;

    /// <summary>The whole fetch with redirects and body.</summary>
    [Range(0.05, 86_400)]
    public double TotalTimeoutSeconds { get; set; } = 900;

    /// <summary>The longest body as it comes over the wire.</summary>
    [Range(1, 1L << 40)]
    public long MaxReceivedBytes { get; set; } = 2L << 30;

    /// <summary>The longest body after decompression.</summary>
    [Range(1, 1L << 40)]
    public long MaxBytes { get; set; } = 8L << 30;

    /// <summary>A body that grows by more than this factor when decompressed is taken for a bomb.</summary>
    [Range(2, 1000)]
    public int MaxRatio { get; set; } = 100;

    public FetchLimits Limits => new(
        MaxRedirects,
        TimeSpan.FromSeconds(HeaderTimeoutSeconds),
        TimeSpan.FromSeconds(IdleTimeoutSeconds),
        TimeSpan.FromSeconds(TotalTimeoutSeconds),
        MaxReceivedBytes,
        MaxBytes,
        MaxRatio)
    {
        MinBytesPerSecond = MinBytesPerSecond,
    };

    /// <summary>The agent name with the contact, as it is sent.</summary>
    public string UserAgent => Contact.Length == 0 ? AgentName : $"{AgentName} (+{Contact})";
}

/// <summary>What one fetch may cost.</summary>
public sealed record FetchLimits(
    int MaxRedirects, TimeSpan HeaderTimeout, TimeSpan IdleTimeout, TimeSpan TotalTimeout, long MaxReceivedBytes, long MaxBytes, int MaxRatio)
{
    /// <summary>The least that a body must bring over each <see cref="Window"/> of waiting.</summary>
    public long MinBytesPerSecond { get; init; }

    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);
}

[OptionsValidator]
internal sealed partial class OutboundOptionsValidator : IValidateOptions<OutboundOptions>;

/// <summary>What attributes cannot say: the form of hosts and ports.</summary>
public sealed class OutboundOptionsCheck : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        string[] wrong =
        [
            .. options.AllowedPrivateHosts.Select((host, index) => (host, index)).Where(pair => PrivateHosts.Parse(pair.host) is null)
                .Select(pair => $"{OutboundOptions.Section}:AllowedPrivateHosts:{pair.index}: got \"{pair.host}\", accepts a host or host:port without scheme and path, such as 127.0.0.1:5081."),
            .. options.AllowedPorts.Select((port, index) => (port, index)).Where(pair => pair.port is < 1 or > 65535)
                .Select(pair => $"{OutboundOptions.Section}:AllowedPorts:{pair.index}: got \"{pair.port}\", accepts 1 to 65535."),
        ];
        return wrong is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
