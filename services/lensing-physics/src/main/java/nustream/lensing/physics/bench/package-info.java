/** Speed of the library beside limits that are measured in the same run. */
package nustream.lensing.physics.bench;
