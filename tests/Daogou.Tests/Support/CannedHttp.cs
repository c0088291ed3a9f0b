using System.Net;
using System.Text;
using Daogou.Core.Outbound;

namespace Daogou.Tests.Support;

/// <summary>Answers requests from a function and remembers them.</summary>
public sealed class CannedHttp(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler, IHttpClientFactory
{
    public List<(Uri Address, IReadOnlyDictionary<string, string> Headers)> Requests { get; } = [];

    public static CannedHttp Never => new(request => throw new InvalidOperationException($"Nobody should ask for {request.RequestUri}."));

    public static HttpResponseMessage Json(string body) =>
        new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>Only the guarded client may go out.</summary>
    public HttpClient CreateClient(string name) => name == GuardedHttp.ClientName
        ? new(this, disposeHandler: false)
        : throw new InvalidOperationException($"The client {name} is not guarded.");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request.RequestUri!, request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value))));
        return Task.FromResult(answer(request));
    }
}
