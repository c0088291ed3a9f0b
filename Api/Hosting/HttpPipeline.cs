namespace Daogou.Api.Hosting;

/// <summary>What answers requests, in the order in which it is asked.</summary>
internal static class HttpPipeline
{
    public static void Map(WebApplication application, DaogouHostArguments arguments)
    {
        arguments.Map?.Invoke(application);
    }
}
