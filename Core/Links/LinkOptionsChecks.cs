using Microsoft.Extensions.Options;

namespace Daogou.Core.Links;

internal sealed class LinkOptionsCheck : IValidateOptions<LinkOptions>
{
    public const int ShortestSecret = 32;

    public ValidateOptionsResult Validate(string? name, LinkOptions options)
    {
        if (options.Secret.Length is > 0 and < ShortestSecret)
        {
            return ValidateOptionsResult.Fail(
                $"Links:Secret is {options.Secret.Length} characters long; it takes at least {ShortestSecret}, or none at all for one that is made at the first start.");
        }
        return options.ClickBudgetMs is >= 1 and <= 10_000
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Links:ClickBudgetMs: got {options.ClickBudgetMs}, accepts 1 to 10000.");
    }
}

internal sealed class PublicOptionsCheck : IValidateOptions<PublicOptions>
{
    public ValidateOptionsResult Validate(string? name, PublicOptions options) => PublicAddress.ReadBase(options.BaseUrl) is not null
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"Public:BaseUrl is \"{options.BaseUrl}\"; it takes an http or https address without query, fragment or user, like https://deals.example.com.");
}
