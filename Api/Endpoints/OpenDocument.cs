using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Daogou.Api.Endpoints;

/// <summary>The OpenAPI document: only the REST API, with how a caller signs in.</summary>
internal static class OpenDocument
{
    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Daogou",
                Version = "v1",
                Description = "Deals, groups, tracked links, orders, rebates and payouts. Callers carry a key with scopes: Authorization: Bearer dg_…",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key, made with 'key create' or in the console." },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        });
    }
}
