using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Benchmarks.SaveAnswer;
using Portal.Web.Persistence;
using Portal.Web.Seeding;

namespace Portal.Benchmarks.Upload;

/// <summary><c>upload</c>: one large file in parts to the published portal and back, beside <c>cat</c> to the same disk, and the portal's peak memory.</summary>
public static class UploadSpeed
{
    private const string Manager = "tom.whitfield" + DemoAccount.Domain;

    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var bytes = 1_000_000L * Math.Clamp(options.Number("--megabytes", 1000), 1, 1000);
        var part = options.Number("--part", 0) * 1_000_000L;
        var rounds = Math.Clamp(options.Number("--rounds", 3), 1, 20);
        using var published = await PublishedPortal.GetAsync(options, ct);
        for (var round = 1; round <= rounds; round++)
        {
            await using var data = await TemporaryData.CreateAsync(options, "portal-upload", ct);
            await RoundAsync(round, published, data, bytes, part == 0 ? bytes : part, ct);
        }

        return 0;
    }

    private static async Task RoundAsync(int round, PublishedPortal published, TemporaryData data, long bytes, long part, CancellationToken ct)
    {
        var source = Path.Combine(data.Folder, "source.txt");
        await WriteAsync(source, bytes, ct);
        var body = await BoardAsync(data, ct);
        await using var portal = published.Start(data);
        using var http = Browser.ClientFor(await portal.AddressAsync(ct));
        http.Timeout = TimeSpan.FromMinutes(10);
        var browser = new Browser(http);
        var token = await SignInAsync(browser, body, ct);
        var before = portal.PeakBytes;

        // Each goes first in turn, so that neither always meets the colder disk.
        double cat = 0, sync = 0;
        if (round % 2 == 0)
        {
            (cat, sync) = (await ShellAsync(data.Folder, "cat source.txt > copy.txt", ct), await ShellAsync(data.Folder, "cat source.txt > copy2.txt; sync copy2.txt", ct));
        }

        var begun = Stopwatch.GetTimestamp();
        var upload = await UploadAsync(browser, token, body, source, bytes, part, ct);
        var up = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var peakUp = portal.PeakBytes;
        if (round % 2 == 1)
        {
            (cat, sync) = (await ShellAsync(data.Folder, "cat source.txt > copy.txt", ct), await ShellAsync(data.Folder, "cat source.txt > copy2.txt; sync copy2.txt", ct));
        }

        var item = await DescribeAsync(browser, body, upload, ct);
        begun = Stopwatch.GetTimestamp();
        var received = await DownloadAsync(browser, item, ct);
        var down = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var megabytes = bytes / 1e6;
        Figures.Say($"round {round}: {megabytes:F0} MB in parts of {part / 1e6:F0} MB");
        Figures.Say($"  upload {megabytes / up,7:F0} MB/s   cat {megabytes / cat,7:F0} MB/s   cat and sync {megabytes / sync,7:F0} MB/s   upload is {sync / up:F2} of cat and sync");
        Figures.Say($"  download {megabytes / down,5:F0} MB/s   {(received == bytes ? "whole" : "NOT WHOLE")}");
        Figures.Say($"  peak memory: {before / 1e6:F0} MB before, {peakUp / 1e6:F0} MB after the upload, {portal.PeakBytes / 1e6:F0} MB after the download");
    }

    private static async Task WriteAsync(string path, long bytes, CancellationToken ct)
    {
        var line = Encoding.ASCII.GetBytes(Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(500_000)));
        await using var file = File.Create(path);
        for (var left = bytes; left > 0; left -= line.Length)
        {
            await file.WriteAsync(line.AsMemory(0, (int)Math.Min(line.Length, left)), ct);
        }

        file.Flush(flushToDisk: true);
    }

    private static async Task<Guid> BoardAsync(TemporaryData data, CancellationToken ct)
    {
        await using var local = LocalPortal.On(data);
        await local.SeedAsync(ct);
        return await local.AsAsync(Manager, async s =>
            (await s.GetRequiredService<PortalDbContext>().Bodies.Where(b => b.Code == "demo-northshire-board").Select(b => b.Id).SingleAsync(ct)).Value);
    }

    private static async Task<double> ShellAsync(string folder, string command, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = folder, UseShellExecute = false })!;
        await shell.WaitForExitAsync(ct);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<string> SignInAsync(Browser browser, Guid body, CancellationToken ct)
    {
        var form = Browser.Form(await browser.GetAsync("/account/sign-in", ct), "[name='Input.Password']");
        form["Input.Email"] = Manager;
        form["Input.Password"] = DemoAccount.Password;
        await browser.PostAsync("/account/sign-in", form, ct);
        return Browser.Form(await browser.GetAsync($"/evidence/upload?body={body}", ct), "[type=file]")["__RequestVerificationToken"];
    }

    private static async Task<string> UploadAsync(Browser browser, string token, Guid body, string source, long bytes, long part, CancellationToken ct)
    {
        using var begin = Tus(HttpMethod.Post, $"/evidence/uploads?body={body}", token);
        begin.Headers.Add("Upload-Length", bytes.ToString(CultureInfo.InvariantCulture));
        begin.Headers.Add("Upload-Metadata", $"filename {Convert.ToBase64String("source.txt"u8)}");
        using var begun = await browser.SendAsync(begin, ct);
        var address = begun.Headers.Location!.OriginalString;
        await using var file = File.OpenRead(source);
        for (var at = 0L; at < bytes; at += part)
        {
            using var append = Tus(HttpMethod.Patch, address, token);
            append.Headers.Add("Upload-Offset", at.ToString(CultureInfo.InvariantCulture));
            append.Content = new StreamContent(new Slice(file, Math.Min(part, bytes - at)), 1 << 17);
            append.Content.Headers.TryAddWithoutValidation("Content-Type", "application/offset+octet-stream");
            append.Content.Headers.ContentLength = Math.Min(part, bytes - at);
            using var answer = await browser.SendAsync(append, ct);
            if (answer.StatusCode != HttpStatusCode.NoContent)
            {
                throw new InvalidOperationException($"PATCH gave {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
            }
        }

        return address.Split('/')[^1];
    }

    private static HttpRequestMessage Tus(HttpMethod method, string path, string token)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("RequestVerificationToken", token);
        return request;
    }

    private static async Task<string> DescribeAsync(Browser browser, Guid body, string upload, CancellationToken ct)
    {
        var form = Browser.Form(await browser.GetAsync($"/evidence/upload?body={body}", ct), "[type=file]");
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in new Dictionary<string, string>(form, StringComparer.Ordinal)
        {
            ["Input.Received"] = upload, ["Input.Kind"] = "Document", ["Input.Describes.Day"] = "1", ["Input.Describes.Month"] = "3", ["Input.Describes.Year"] = "2015", ["Input.Shows"] = "It is large.",
        }.OrderByDescending(f => f.Key == "__RequestVerificationToken"))
        {
            content.Add(new StringContent(value), name);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/evidence/upload?body={body}") { Content = content };
        using var answer = await browser.SendAsync(request, ct);
        return answer.Headers.Location?.OriginalString.Split('/')[^1] ?? throw new InvalidOperationException($"The file was not described: {(int)answer.StatusCode}");
    }

    private static async Task<long> DownloadAsync(Browser browser, string item, CancellationToken ct)
    {
        using var way = new HttpRequestMessage(HttpMethod.Get, $"/evidence/download/{item}");
        using var there = await browser.SendAsync(way, ct);
        using var request = new HttpRequestMessage(HttpMethod.Get, there.Headers.Location);
        using var answer = await browser.SendAsync(request, ct, HttpCompletionOption.ResponseHeadersRead);
        await using var content = await answer.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[1 << 17];
        var received = 0L;
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            received += read;
        }

        return received;
    }

    /// <summary>The next so many bytes of a stream.</summary>
    private sealed class Slice(Stream of, long length) : Stream
    {
        private readonly long _length = length;
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => _length;

        public override long Position { get => _length - _left; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await of.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
            _left -= read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = of.Read(buffer, offset, (int)Math.Min(count, _left));
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
