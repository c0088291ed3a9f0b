using Daogou.Core.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Endpoints;

/// <summary>Refusals in one form: problem details with a short <c>code</c> that programs can switch on.</summary>
internal static class Problems
{
    /// <summary>Gives the framework's own refusals (401, 404, 429 …) a code too.</summary>
    public static void Configure(ProblemDetailsOptions options) => options.CustomizeProblemDetails = context =>
    {
        var problem = context.ProblemDetails;
        problem.Type = null;
        problem.Extensions.Remove("traceId");
        problem.Extensions.TryAdd("code", problem.Status switch
        {
            400 => "bad_request",
            401 => "not_signed_in",
            403 => "not_allowed",
            404 => "not_found",
            405 => "method_not_allowed",
            413 => "too_large",
            415 => "unsupported_media_type",
            429 => "too_many_requests",
            503 => "storage_unavailable",
            _ => "failed",
        });
    };

    public static ProblemHttpResult NotFound(string what) => Refuse(StatusCodes.Status404NotFound, "not_found", $"There is no {what}.");

    public static ProblemHttpResult Refuse(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code });

    /// <summary>A single wrong field, in the same form as the framework's validation.</summary>
    public static ValidationProblem Field(string field, string words) =>
        TypedResults.ValidationProblem(
            new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [words] },
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "invalid" });
}

/// <summary>A full or read-only disk is said as what it is: nothing was changed, try again later.</summary>
internal sealed class StorageProblem(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not StorageUnavailableException unavailable)
        {
            return false;
        }
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = "30";
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Title = "The store cannot be written", Detail = unavailable.Message, Status = StatusCodes.Status503ServiceUnavailable },
        });
    }
}
