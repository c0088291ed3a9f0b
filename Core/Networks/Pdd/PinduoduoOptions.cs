using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Pdd;

/// <summary>The section <c>Pinduoduo</c>: 拼多多 多多进宝. The server's public address must be on the list at the platform.</summary>
public sealed class PinduoduoOptions : PlatformOptions
{
    public const string Section = "Pinduoduo";

    /// <summary>The gateway; another one for trials.</summary>
    public string Url { get; set; } = "https://gw-api.pinduoduo.com/api/router";

    /// <summary>The promotion position (推广位), <c>1000001_2000001</c>.</summary>
    public string Pid { get; set; } = "";

    /// <summary>
    /// The user id, authorised (备案) at the platform by the operator, that stands on links for many: groups, shares, the API. Empty: such links are not
    /// made, because an order from an id that is not authorised earns next to nothing.
    /// </summary>
    public string HouseUid { get; set; } = "";
}

[OptionsValidator]
internal sealed partial class PinduoduoOptionsValidator : IValidateOptions<PinduoduoOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class PinduoduoOptionsCheck : IValidateOptions<PinduoduoOptions>
{
    public ValidateOptionsResult Validate(string? name, PinduoduoOptions options)
    {
        var wrong = PlatformOptionsCheck.Wrong(options, PinduoduoOptions.Section, options.Url, ("Pid", options.Pid, "the promotion position, such as 1000001_2000001"));
        // {"uid":"","sid":""} and our ref of 20 leave 25 of the 64 bytes.
        return PlatformOptionsCheck.Result(options.HouseUid.Length <= 25 && options.HouseUid.All(char.IsAsciiLetterOrDigit)
            ? wrong
            : wrong.Append($"{PinduoduoOptions.Section}:HouseUid: got \"{options.HouseUid}\", accepts at most 25 letters and digits."));
    }
}
