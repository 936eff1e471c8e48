using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.People;

namespace Portal.Web.Persistence.Mappings;

internal sealed class CalendarFeedMapping : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.ToTable("CalendarFeeds");
        builder.HasKey(f => f.PersonId);
        builder.Property(f => f.PersonId).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId);
        builder.HasIndex(f => f.TokenHash).IsUnique();
        builder.Property(f => f.TokenHash).HasMaxLength(64);
        builder.Property(f => f.AccountStamp).HasMaxLength(64);
    }
}
