using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Files.Uploads;

/// <summary>
/// tus 1.0 (core, creation, checksum, expiration, termination), by which a browser sends a file in as many goes as it takes.
/// See <see href="https://tus.io/protocols/resumable-upload"/>.
/// </summary>
public static class TusEndpoint
{
    public const string Path = "/evidence/uploads";

    private const string Version = "1.0.0";
    private const string PartType = "application/offset+octet-stream";

    public static WebApplication MapUploads(this WebApplication app)
    {
        var uploads = app.MapGroup(Path).RequireAuthorization(Policies.AssessedBody).AddEndpointFilter(GuardAsync);
        uploads.MapMethods("", [HttpMethods.Options], Describe);
        uploads.MapPost("", BeginAsync);
        uploads.MapMethods("{id:guid}", [HttpMethods.Head], HeadAsync);
        uploads.MapPatch("{id:guid}", AppendAsync);
        uploads.MapDelete("{id:guid}", RemoveAsync);
        uploads.MapGet("{id:guid}", TellAsync);
        return app;
    }

    /// <summary>What holds for every request: the protocol's version, a token of one of our pages, and refusals as statuses with words.</summary>
    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers["Tus-Resumable"] = Version;
        http.Response.Headers.CacheControl = "no-store";
        var isTus = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method);
        if (isTus && http.Request.Headers["Tus-Resumable"] != Version)
        {
            http.Response.Headers["Tus-Version"] = Version;
            return Results.StatusCode(StatusCodes.Status412PreconditionFailed);
        }

        if (!await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        try
        {
            return await next(context);
        }
        catch (NotFound)
        {
            return Results.NotFound();
        }
        catch (Forbidden)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }
        catch (UploadBusy busy)
        {
            return Words(StatusCodes.Status423Locked, busy.Message);
        }
        catch (UploadLost lost)
        {
            return Words(StatusCodes.Status410Gone, lost.Message);
        }
        catch (WrongPart wrong)
        {
            return Words(wrong.Status, wrong.Message);
        }
        catch (FileRefused refused)
        {
            return Words(refused.Refusal == FileRefusal.NoRoom ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status413PayloadTooLarge, refused.Message);
        }
        catch (Exception cut) when (cut is BadHttpRequestException or OperationCanceledException || (cut is IOException && http.RequestAborted.IsCancellationRequested))
        {
            // The connection broke. What came through is counted, and whoever is at the other end asks where to go on.
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
    }

    private static IResult Describe(HttpContext http, FileLimits limits)
    {
        http.Response.Headers["Tus-Version"] = Version;
        http.Response.Headers["Tus-Extension"] = "creation,checksum,expiration,termination";
        http.Response.Headers["Tus-Max-Size"] = limits.MostBytes.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Tus-Checksum-Algorithm"] = PartChecksum.Algorithms;
        return Results.NoContent();
    }

    private static async Task<IResult> BeginAsync(HttpContext http, Guid body, OwnUploads uploads, CancellationToken ct)
    {
        if (Number(http.Request.Headers["Upload-Length"]) is not { } length || NameIn(http.Request.Headers["Upload-Metadata"].ToString()) is not { Length: > 0 } name)
        {
            return Words(StatusCodes.Status400BadRequest, "The length and the name of the file are missing.");
        }

        var upload = await uploads.BeginAsync(new Id<Body>(body), name, length, ct);
        Expires(http, upload);
        return Results.Created($"{Path}/{upload.Id}", null);
    }

    private static async Task<IResult> HeadAsync(HttpContext http, Guid id, OwnUploads uploads, CancellationToken ct)
    {
        var upload = await uploads.FindAsync(new Id<FileUpload>(id), ct);
        http.Response.Headers["Upload-Length"] = upload.Length.ToString(CultureInfo.InvariantCulture);
        Expires(http, upload);
        return Results.Ok();
    }

    private static async Task<IResult> AppendAsync(HttpContext http, Guid id, OwnUploads uploads, CancellationToken ct)
    {
        if (http.Request.ContentType != PartType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        if (Number(http.Request.Headers["Upload-Offset"]) is not { } offset || !PartChecksum.TryRead(http.Request.Headers["Upload-Checksum"].ToString(), out var checksum))
        {
            return Results.BadRequest();
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null; // The length was agreed when the upload began, and no more than that is taken.
        }

        var upload = await uploads.FindAsync(new Id<FileUpload>(id), ct);
        if (http.Request.ContentLength is { } length && offset + length > upload.Length)
        {
            throw new WrongPart(StatusCodes.Status413PayloadTooLarge, "More was sent than the file was said to have.");
        }

        await uploads.AppendAsync(upload, offset, http.Request.Body, checksum, ct);
        Expires(http, upload);
        return Results.NoContent();
    }

    private static async Task<IResult> RemoveAsync(Guid id, OwnUploads uploads, CancellationToken ct)
    {
        await uploads.RemoveAsync(await uploads.FindAsync(new Id<FileUpload>(id), ct), ct);
        return Results.NoContent();
    }

    /// <summary>Not part of tus: what became of a file that is whole, in words for the person.</summary>
    private static async Task<IResult> TellAsync(Guid id, OwnUploads uploads, HeldAlready held, CancellationToken ct)
    {
        var upload = await uploads.FindAsync(new Id<FileUpload>(id), ct);
        await uploads.FinishAsync(upload, ct);
        var already = await held.AsAsync(upload, ct);
        return Results.Json(new
        {
            id,
            name = upload.FileName,
            size = ByteCount.InWords(upload.Length),
            state = upload.State.ToString().ToLowerInvariant(),
            refusal = upload.Refusal,
            already = already is null ? null : new { title = already.Title },
        });
    }

    private static void Expires(HttpContext http, FileUpload upload)
    {
        http.Response.Headers["Upload-Offset"] = upload.Received.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Upload-Expires"] = upload.Until.ToString("R", CultureInfo.InvariantCulture);
    }

    private static IResult Words(int status, string words) => Results.Text(words, "text/plain", Encoding.UTF8, status);

    private static long? Number(string? header) =>
        long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The value of <c>filename</c> among pairs of a key and its value in Base64.</summary>
    private static string? NameIn(string metadata)
    {
        foreach (var pair in metadata.Split(',', StringSplitOptions.TrimEntries))
        {
            var bytes = new byte[metadata.Length];
            if (pair.Split(' ') is ["filename", var value] && Convert.TryFromBase64String(value, bytes, out var length))
            {
                return Encoding.UTF8.GetString(bytes, 0, length);
            }
        }

        return null;
    }
}
