using Daogou.Api.Access;
using Daogou.Core.Access;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Console;

/// <summary>The console's pages, its files, and how one comes in and goes out.</summary>
internal static class ConsoleEndpoints
{
    private const string Home = "/console";

    public static void AddConsole(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<Speech>();
        services.AddSingleton<OneTimeSecrets>();
        services.AddRazorComponents();
    }

    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapConsoleFiles();
        routes.MapRebateFiles();
        routes.MapRazorComponents<Shell>().RequireAuthorization(AccessRules.Operators);
        routes.MapPost("/console/enter", SignInAsync).AllowAnonymous().RequireRateLimiting(AccessRules.SignInPace);
        routes.MapPost("/console/sign-out", SignOutAsync).RequireAuthorization(AccessRules.Operators);
        routes.MapGet("/console/language/{language}", ChooseLanguage).AllowAnonymous();
        routes.MapGroup("/console/act").RequireAuthorization(AccessRules.Operators).MapActs();
    }

    /// <summary>Only a path of our own: nobody is sent elsewhere by a link to us.</summary>
    public static string Local(string? to) =>
        to is ['/', ..] and not ['/', '/' or '\\', ..] && !to.Any(char.IsControl) ? to : Home;

    /// <summary>A press of the button and not the mere link, so that a chat's preview does not use the token up.</summary>
    private static async Task<Results<RedirectHttpResult, BadRequest>> SignInAsync(
        HttpContext http, IAntiforgery antiforgery, SignInLinks links, Database book, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return TypedResults.BadRequest();
        }
        var form = await http.Request.ReadFormAsync(cancellationToken);
        if (await links.UseAsync(form["token"].ToString(), cancellationToken) is not { } person)
        {
            return TypedResults.Redirect("/console/sign-in?used=1");
        }
        await AccessRules.SignInAsync(http, person);
        await book.WriteAsync(
            session => AuditStore.WriteAsync(session, "operator:" + person.Name, "sign-in", "operator:" + person.Name, "", time.GetUtcNow()), cancellationToken);
        return TypedResults.Redirect(Local(form["to"]));
    }

    private static async Task<Results<RedirectHttpResult, BadRequest>> SignOutAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return TypedResults.BadRequest();
        }
        await http.SignOutAsync(AccessRules.Cookie);
        return TypedResults.Redirect("/console/sign-in");
    }

    private static RedirectHttpResult ChooseLanguage(string language, string? to, HttpContext http)
    {
        http.Response.Cookies.Append(
            Speech.Cookie,
            language == "zh" ? "zh" : "en",
            new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true });
        return TypedResults.Redirect(Local(to));
    }
}
