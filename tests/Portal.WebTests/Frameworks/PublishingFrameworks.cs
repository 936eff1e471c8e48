using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Frameworks;
using Portal.Web.Seeding;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Frameworks;

public sealed class PublishingFrameworks(PortalFixture portal) : PortalTest(portal), IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["lscb-review-2013.v1.json"];

    [Fact]
    public async Task Once_a_self_assessment_uses_it_a_changed_file_is_refused_with_file_place_and_reason()
    {
        await Given.Opened();
        Write(text => text.Replace("\"title\": \"", "\"title\": \"New ", StringComparison.Ordinal));

        var refused = await Should.ThrowAsync<SeedFileRefused>(PublishAsync);

        refused.File.ShouldBe(File);
        refused.Faults.ShouldHaveSingleItem().Place.ShouldBe("$.version");
        refused.Message.ShouldContain("is used by a self-assessment and cannot change");
    }

    [Fact]
    public async Task Laid_out_differently_it_is_the_same_framework()
    {
        await Given.Opened();
        var before = await HashAsync();
        Write(text => text.ReplaceLineEndings("\r\n").Replace("  ", "\t", StringComparison.Ordinal));

        await PublishAsync();

        (await HashAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Before_it_is_used_a_changed_file_takes_the_place_of_the_old()
    {
        Write(text => text.Replace("\"title\": \"", "\"title\": \"New ", StringComparison.Ordinal));

        await PublishAsync();

        (await Portal.ReadAsync(db => db.Set<PublishedFramework>().SingleAsync(f => f.Code == Given.Framework))).Title.ShouldStartWith("New ");
        await Portal.AsPortalAsync(s => s.GetRequiredService<FrameworkLibrary>().PublishAsync(SeedFolder.Frameworks, default));
    }

    [Fact]
    public async Task A_broken_file_is_refused_whole_and_nothing_is_taken_in()
    {
        Write(text => text.Replace("\"LSCB-02\"", "\"LSCB-01\"", StringComparison.Ordinal).Replace("\"version\": 1", "\"version\": 7", StringComparison.Ordinal));

        var refused = await Should.ThrowAsync<SeedFileRefused>(PublishAsync);

        refused.Message.ShouldContain(File);
        refused.Message.ShouldContain("LSCB-01");
        (await Portal.ReadAsync(db => db.Set<PublishedFramework>().AnyAsync(f => f.Version == 7))).ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    private void Write(Func<string, string> change) =>
        System.IO.File.WriteAllText(File, change(System.IO.File.ReadAllText(Path.Combine(SeedFolder.Frameworks, "lscb-review-2013.v1.json"))));

    private Task<string> HashAsync() => Portal.ReadAsync(db => db.Set<PublishedFramework>().Where(f => f.Code == Given.Framework).Select(f => f.ContentHash).SingleAsync());

    private Task PublishAsync() => Portal.AsPortalAsync(s => s.GetRequiredService<FrameworkLibrary>().PublishAsync(_folder.Path, default));
}
