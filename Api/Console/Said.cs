using System.Text;

namespace Daogou.Api.Console;

/// <summary>What an act says on the page after it: carried by a cookie that lives until that page.</summary>
public sealed record Said(bool Good, string Words)
{
    private const string Cookie = "daogou-said";

    public static Said Done(string words) => new(true, words);

    public static Said Refused(string words) => new(false, words);

    public void LeaveOn(HttpContext http) => http.Response.Cookies.Append(
        Cookie,
        (Good ? "+" : "-") + Convert.ToBase64String(Encoding.UTF8.GetBytes(Words)),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/console", MaxAge = TimeSpan.FromMinutes(1) });

    public static Said? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 1 } kept)
        {
            return null;
        }
        http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/console" });
        var bytes = new byte[kept.Length];
        return Convert.TryFromBase64String(kept[1..], bytes, out var written) ? new Said(kept[0] == '+', Encoding.UTF8.GetString(bytes, 0, written)) : null;
    }
}
