namespace Daogou.Api.Pages;

/// <summary>The pages that are open to anybody.</summary>
internal static class PublicPages
{
    public static void MapPublicPages(this IEndpointRouteBuilder routes)
    {
        routes.MapLandingPage();
        routes.MapDealPage();
    }
}
