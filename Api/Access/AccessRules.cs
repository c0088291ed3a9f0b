using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Daogou.Api.Hosting;
using Daogou.Core.Access;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Daogou.Api.Access;

/// <summary>
/// Who may do what. Nothing is open unless it says so: a route without a rule of its own is refused. Operators come in by a one-time
/// link and carry a cookie; programs carry a key with scopes.
/// </summary>
internal static class AccessRules
{
    public const string Operators = "operators";
    public const string PerKey = "per-key";
    public const string SignInPace = "sign-in";
    public const string PostbackPace = "postback";
    public const string Cookie = "operator";

    public static void AddAccessRules(this IServiceCollection services, StorageOptions storage, ApiOptions api)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null)
            .AddCookie(Cookie, cookie => Configure(cookie, api));
        services.AddAuthorization(rules =>
        {
            rules.FallbackPolicy = new AuthorizationPolicyBuilder(KeyAuthentication.SchemeName).RequireAssertion(_ => false).Build();
            rules.AddPolicy(Operators, policy => policy.AddAuthenticationSchemes(Cookie).RequireAuthenticatedUser());
            foreach (var scope in Scopes.All)
            {
                rules.AddPolicy(scope, policy => policy.AddAuthenticationSchemes(KeyAuthentication.SchemeName).RequireClaim(Caller.ScopeClaim, scope));
            }
        });
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            limits.AddPolicy(PerKey, http => PerMinute(http.User.Actor(), api.RequestsPerMinute));
            limits.AddPolicy(PostbackPace, http => PerMinute(http.Connection.RemoteIpAddress?.ToString() ?? "", 1200));
            limits.AddPolicy(SignInPace, http => PerMinute(http.Connection.RemoteIpAddress?.ToString() ?? "", 20));
        });
        services.AddDataProtection().SetApplicationName("daogou").PersistKeysToFileSystem(KeyFolder(storage.Folder));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "daogou-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
    }

    /// <summary>The scope that a route needs.</summary>
    public static T Needs<T>(this T route, string scope)
        where T : IEndpointConventionBuilder => route.RequireAuthorization(scope);

    /// <summary>Signs the operator in on this browser.</summary>
    public static Task SignInAsync(HttpContext http, Operator person) =>
        http.SignInAsync(Cookie, new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)),
                new Claim(ClaimTypes.Name, person.Name),
                new Claim(Caller.ActorClaim, "operator:" + person.Name),
            ],
            Cookie)));

    private static void Configure(CookieAuthenticationOptions cookie, ApiOptions api)
    {
        cookie.Cookie.Name = "daogou-operator";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.LoginPath = "/console/sign-in";
        cookie.ReturnUrlParameter = "to";
        cookie.ExpireTimeSpan = TimeSpan.FromHours(api.SignInHours);
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = async context =>
        {
            var desk = context.HttpContext.RequestServices.GetRequiredService<OperatorDesk>();
            if (context.Principal?.OperatorId() is not { } id || await desk.FindActiveAsync(id, context.HttpContext.RequestAborted) is null)
            {
                context.RejectPrincipal();
            }
        };
    }

    private static RateLimitPartition<string> PerMinute(string who, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });

    private static DirectoryInfo KeyFolder(string folder)
    {
        var keys = Directory.CreateDirectory(Path.GetFullPath(Path.Combine(folder, "keys")));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(keys.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return keys;
    }
}
