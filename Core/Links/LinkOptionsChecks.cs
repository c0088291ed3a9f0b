using Microsoft.Extensions.Options;

namespace Daogou.Core.Links;

internal sealed class LinkOptionsCheck : IValidateOptions<LinkOptions>
{
    public const int ShortestSecret = 32;

    public ValidateOptionsResult Validate(string? name, LinkOptions options) => options.Secret.Length is 0 or >= ShortestSecret
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"Links:Secret is {options.Secret.Length} characters long; it takes at least {ShortestSecret}, or none at all for one that is made at the first start.");
}

internal sealed class PublicOptionsCheck : IValidateOptions<PublicOptions>
{
    public ValidateOptionsResult Validate(string? name, PublicOptions options) => PublicAddress.ReadBase(options.BaseUrl) is not null
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"Public:BaseUrl is \"{options.BaseUrl}\"; it takes an http or https address without query, fragment or user, like https://deals.example.com.");
}
