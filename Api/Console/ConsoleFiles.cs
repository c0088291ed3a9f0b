using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Console;

/// <summary>The console's style sheet and mark: they travel inside the program, so a start from anywhere finds them.</summary>
internal static class ConsoleFiles
{
    private static readonly string Style = Read("style.css");
    private static readonly string Icon = Read("icon.svg");

    /// <summary>Changes with the style sheet, so that browsers may keep it for ever.</summary>
    public static string StyleVersion { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))[..10];

    public static void MapConsoleFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/console/style.css", (HttpContext http) => Kept(http, Style, "text/css; charset=utf-8")).AllowAnonymous();
        routes.MapGet("/console/icon.svg", (HttpContext http) => Kept(http, Icon, "image/svg+xml")).AllowAnonymous();
        routes.MapGet("/favicon.ico", (HttpContext http) => Kept(http, Icon, "image/svg+xml")).AllowAnonymous();
    }

    private static ContentHttpResult Kept(HttpContext http, string text, string type)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Text(text, type);
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ConsoleFiles).Assembly.GetManifestResourceStream("console." + name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
