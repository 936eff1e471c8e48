using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Evidence;
using Portal.Web.Files;
using Portal.Web.Reading;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Reading;

/// <summary>What a hostile document does to the process that reads it, and that it does nothing else.</summary>
public sealed class SeparateReading : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SeparateReading() =>
        Assert.SkipWhen(Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgres", "Does not depend on the database: it runs with the SQLite tests.");

    [Fact]
    public async Task A_document_is_read_in_a_process_of_its_own()
    {
        var read = await ReadAsync("one\ftwo é 😀"u8.ToArray(), AcceptedTypes.Text, new ReadingLimits());

        read.State.ShouldBe(ReadingState.Read);
        read.Pages.Select(p => p.Text).ShouldBe(["one", "two é 😀"]);
    }

    [Fact]
    public async Task A_document_that_eats_memory_ends_its_own_reading()
    {
        var limits = new ReadingLimits { Megabytes = 64, MostCharacters = int.MaxValue, MostUnpackedBytes = long.MaxValue };

        (await ReadAsync(Bombs.Word(400), AcceptedTypes.Docx, limits)).State.ShouldBe(ReadingState.TooLarge);
    }

    [Fact]
    public async Task A_document_that_goes_on_for_ever_ends_by_its_processor_time()
    {
        var limits = new ReadingLimits { ProcessorSeconds = 2, Seconds = 200 };

        (await ReadAsync(Bombs.EndlessPdf(), AcceptedTypes.Pdf, limits)).State.ShouldBe(ReadingState.TookTooLong);
    }

    [Fact]
    public async Task A_document_that_goes_on_for_ever_ends_by_the_clock()
    {
        var limits = new ReadingLimits { ProcessorSeconds = 200, Seconds = 1, Megabytes = 4096 }; // It is the clock that ends it, however fast it eats memory.

        (await ReadAsync(Bombs.EndlessPdf(), AcceptedTypes.Pdf, limits)).State.ShouldBe(ReadingState.TookTooLong);
    }

    [Fact]
    public async Task Whoever_gives_up_ends_the_process_too()
    {
        using var giveUp = new CancellationTokenSource();
        var reading = ReadAsync(Bombs.EndlessPdf(), AcceptedTypes.Pdf, new ReadingLimits(), giveUp.Token);
        await Eventually.IsTrueAsync(() => Task.FromResult(Readers().Count == 1));

        await giveUp.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading);
        await Eventually.IsTrueAsync(() => Task.FromResult(Readers().Count == 0));
    }

    [Fact]
    public async Task The_process_knows_none_of_the_portals_secrets()
    {
        Environment.SetEnvironmentVariable("Mail__Password", "a secret of the portal");
        using var giveUp = new CancellationTokenSource();
        var reading = ReadAsync(Bombs.EndlessPdf(), AcceptedTypes.Pdf, new ReadingLimits(), giveUp.Token);
        await Eventually.IsTrueAsync(() => Task.FromResult(Readers().Count == 1));

        var known = await File.ReadAllTextAsync($"/proc/{Readers().Single()}/environ");

        known.ShouldContain("DOTNET_GCHeapHardLimit");
        known.ShouldNotContain("a secret of the portal");
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reading);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Processes that read a file of this test.</summary>
    private List<int> Readers() =>
    [
        .. Process.GetProcesses().Select(p => p.Id).Where(id =>
        {
            try
            {
                var line = File.ReadAllText($"/proc/{id}/cmdline");
                return line.Contains("extract", StringComparison.Ordinal) && line.Contains(_folder.Path, StringComparison.Ordinal) && !line.StartsWith("/bin/sh", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }),
    ];

    private async Task<ReadText> ReadAsync(byte[] content, AcceptedType type, ReadingLimits limits, CancellationToken ct = default)
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllBytesAsync(file, content, ct);
        using var reader = new SeparateReader(limits, NullLogger<SeparateReader>.Instance);
        return await reader.ReadAsync(file, type.ContentType, ct);
    }
}
