using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Portal.Web.Files;

namespace Portal.Web.Features.Evidence;

/// <summary>Reads an upload form as it arrives.</summary>
/// <remarks>
/// Files go from the connection straight into the store's incoming folder, hashed on the way. The framework's own reading (IFormFile)
/// was not taken: it writes each file twice, first to the system's temporary folder, which is memory on many machines, and it answers a
/// form over the limit before the text fields can be read, so that everything typed is lost. The price is that the antiforgery token is
/// checked here, which is why it must stand before the first file.
/// </remarks>
public sealed class UploadReader(FileChecks checks, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> options)
{
    /// <exception cref="BadHttpRequestException">It is no form, or breaks off, or has fields out of all measure.</exception>
    /// <exception cref="AntiforgeryValidationException">It did not come from a page of the portal.</exception>
    public async Task<UploadedForm> ReadAsync(HttpContext http, CancellationToken ct)
    {
        if (BoundaryOf(http.Request.ContentType) is not { } boundary)
        {
            throw new BadHttpRequestException("An upload is sent as multipart/form-data.");
        }

        LiftLimit(http);
        var form = new UploadedForm();
        try
        {
            await ReadPartsAsync(http, new MultipartReader(boundary, http.Request.Body), form, ct);
            await RequireGenuineAsync(http, form);
            return form;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            form.Dispose();
            throw new BadHttpRequestException("The form broke off.", broken);
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    private async Task ReadPartsAsync(HttpContext http, MultipartReader reader, UploadedForm form, CancellationToken ct)
    {
        var left = UploadLimits.MostBytes;
        while (await reader.ReadNextSectionAsync(ct) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
            {
                continue;
            }

            if (disposition.IsFormDisposition())
            {
                form.AddField(HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), await TextAsync(part.Body, ct));
            }
            else if (NameOf(disposition) is { Length: > 0 } name)
            {
                await RequireGenuineAsync(http, form);
                left -= await ReceiveAsync(form, name, part.Body, left, ct);
            }
        }
    }

    /// <summary>One file that is refused does not end the form: the reader passes over the rest of it and goes on.</summary>
    private async Task<long> ReceiveAsync(UploadedForm form, string name, Stream content, long left, CancellationToken ct)
    {
        if (left <= 0 || form.Files.Count + form.Refusals.Count >= UploadLimits.MostFiles)
        {
            form.Refuse(left <= 0
                ? $"“{name}” was left out: the files of one form must together be smaller than {ByteCount.InWords(UploadLimits.MostBytes)}. Add it in a second go."
                : $"“{name}” was left out: one form takes {UploadLimits.MostFiles} files. Add it in a second go.");
            return 0;
        }

        try
        {
            var examined = await checks.ExamineAsync(content, name, ct);
            form.Take(examined);
            return examined.Content.Length;
        }
        catch (FileRefused refused)
        {
            form.Refuse(refused.Message.Contains(name, StringComparison.Ordinal) ? refused.Message : $"“{name}”: {Lower(refused.Message)}");
            return refused.Refusal == FileRefusal.TooLarge ? checks.MostBytes : 0;
        }
    }

    private async Task RequireGenuineAsync(HttpContext http, UploadedForm form)
    {
        if (form.IsGenuine)
        {
            return;
        }

        // The token of the form is handed over as a header, because the framework would read the body to find it.
        http.Request.Headers[options.Value.HeaderName!] = form.Text(options.Value.FormFieldName);
        await antiforgery.ValidateRequestAsync(http);
        form.IsGenuine = true;
    }

    /// <summary>This form keeps its own count, so that what is over the limit is passed over and explained, not cut off.</summary>
    private static void LiftLimit(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }
    }

    private static async Task<string> TextAsync(Stream part, CancellationToken ct)
    {
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await part.ReadAsync(buffer, ct)) > 0)
        {
            if (text.Length + read > UploadLimits.MostFieldBytes)
            {
                throw new BadHttpRequestException("A field is too long.");
            }

            text.Write(buffer, 0, read);
        }

        return System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static string NameOf(ContentDispositionHeaderValue disposition) => FileChecks.PlainName(
        HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString());

    private static string? BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 200 } boundary ? boundary.ToString() : null;

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
