package se.samspel.core;

import java.util.List;

/**
 * What a module knows that a region has done. Those who show it beside figures collect the beans of
 * this type and so depend on none of the modules.
 */
public interface Activities {

  /** What had been done in the region by the day, as known then. */
  List<Activity> of(RegionCode region, AsOf asOf);
}
