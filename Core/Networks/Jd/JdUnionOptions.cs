using Daogou.Core.Networks.Platforms;
using Microsoft.Extensions.Options;

namespace Daogou.Core.Networks.Jd;

/// <summary>The section <c>JdUnion</c>: 京东联盟. The right to make links with a sub-id and to read them back must be applied for there.</summary>
public sealed class JdUnionOptions : PlatformOptions
{
    public const string Section = "JdUnion";

    /// <summary>The gateway; another one for trials.</summary>
    public string Url { get; set; } = "https://api.jd.com/routerjson";

    /// <summary>The position (推广位) that links are made for; null for the account's usual one.</summary>
    public long? PositionId { get; set; }
}

[OptionsValidator]
internal sealed partial class JdUnionOptionsValidator : IValidateOptions<JdUnionOptions>;

/// <summary>Says what is wrong with the section.</summary>
public sealed class JdUnionOptionsCheck : IValidateOptions<JdUnionOptions>
{
    public ValidateOptionsResult Validate(string? name, JdUnionOptions options) =>
        PlatformOptionsCheck.Result(PlatformOptionsCheck.Wrong(options, JdUnionOptions.Section, options.Url));
}
